import type { ResultRecord } from '../evaluate/record.ts'
import { type Html, html } from './html.ts'
import { formatCount } from './measured.ts'

/** Who made the numbers, of what, and how to make them again. */
export function provenanceMarkup(record: ResultRecord): Html {
  const { provenance, scenario, system, digest } = record
  const { sampling, forceField } = scenario
  const rows: [string, string][] = [
    [
      'program',
      `entrolyte ${provenance.version}${provenance.commit === null ? '' : `, ${provenance.commit.slice(0, 12)}`}`,
    ],
    ['force field', `${forceField.name}, spacing ${forceField.spacing.value} Å`],
    ['density', system.densitySource],
    [
      'sampling',
      `${sampling.replicas} replicas of ${formatCount(sampling.equilibration)} + ${formatCount(sampling.production)} sweeps, measured every ${formatCount(sampling.measureEvery)}`,
    ],
    ['seed', provenance.seed],
    ['begun', provenance.start],
    ['machine', `${provenance.cpu}, Node ${provenance.node}`],
    ['scenario', `SHA-256 ${provenance.scenarioSha256}`],
    ['digest', digest],
  ]
  return html`<footer>
<h2>Where this comes from</h2>
<dl class="provenance">${rows.map(([label, text]) => html`<div><dt>${label}</dt><dd>${text}</dd></div>`)}</dl>
<p>Running <code>scenario.resolved.yaml</code> again gives the same digest. Distances are those of a lattice, and an ion is one of its sites; the force field is a starting point.</p>
</footer>`
}
