import type { Judgement } from '../compare/judge.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import type { RunResult } from '../store/results.ts'
import { formatKelvins } from '../units/quantity.ts'
import { boxOfRun } from './box-data.ts'
import { comparisonMarkup } from './comparison-markup.ts'
import type { PageContent } from './document.ts'
import { boxMarkup, contentsMarkup, sectionMarkup } from './figure-markup.ts'
import { type Html, html, lowered, valueMarkup } from './html.ts'
import { formatCount } from './measured.ts'
import { groupObservables, keyFigures, observableName } from './names.ts'
import { runPlots } from './run-plots.ts'
import { type RunView, viewOf } from './run-source.ts'
import { notMeasuredSentence } from './sentences.ts'
import { lowerDigits, typesetFormulas } from './species.ts'
import { verdictMarkup, verdictOf, warningsMarkup } from './warnings.ts'

/** The report of one run, from its record and the files beside it alone. */
export function runReport(run: RunResult, judgements: readonly Judgement[]): PageContent {
  const view = viewOf(run)
  const { record } = view
  const box = boxOfRun(record, view.configuration)
  const sections = runPlots(view)
  const contents = [
    ...sections,
    ...(judgements.length > 0 ? [{ id: 'reported', title: 'What was reported' }] : []),
    { id: 'numbers', title: 'All numbers' },
  ]
  const body = html`<header>
<p class="kicker">entrolyte · lattice Monte Carlo of electrolytes</p>
<h1>${typesetFormulas(record.scenario.title)}</h1>
<p class="subtitle">${subtitle(view)}</p>
${verdictMarkup(verdictOf(record))}
</header>
<main>
<section id="answer" aria-label="The answer">
<div class="answer">
${box === null ? html`` : boxMarkup(box)}
<div class="key">
<h2>Key figures</h2>
<dl>${keyFigures(record).map((name) => keyFigure(name, view))}</dl>
<p class="reading">0.541(3) means 0.541 ± 0.003, one standard error.</p>
</div>
</div>
${warningsMarkup(record, (name) => observableName(name, view.species))}
</section>
${contentsMarkup(contents)}
${sections.map((section) => sectionMarkup(section))}
${comparisonMarkup(judgements, view.species)}
${numbersMarkup(view)}
</main>
${provenanceMarkup(record)}`
  return {
    title: record.scenario.title,
    body,
    drawing: { box, plots: sections.flatMap(({ plots }) => plots) },
  }
}

function subtitle({ record, species }: RunView): string {
  const { system, scenario } = record
  const particles = Object.entries(system.counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${formatCount(count)} ${species.get(name) ?? name}`)
  const molality = Object.entries(system.molality ?? {})
    .filter(([, value]) => value > 0)
    .map(([salt, value]) => `${value.toPrecision(3)} mol/kg ${lowerDigits(salt)}`)
  const density = system.density === null ? [] : [`${system.density.toFixed(3)} g/cm³`]
  const celsius = (scenario.temperature - 273.15).toFixed(2).replace(/\.?0+$/, '')
  return [
    ...molality,
    `${formatKelvins(scenario.temperature)} (${celsius.replace('-', '−')} °C)`,
    ...density,
    ...particles,
    `${(100 * system.vacancyFraction).toFixed(1)} % of ${formatCount(system.sites)} sites vacant`,
  ].join(' · ')
}

function keyFigure(name: string, { record, species }: RunView): Html {
  const isDoubted = record.warnings.some(({ observable }) => observable === name)
  const mark = isDoubted
    ? html`<a class="doubt" href="#warnings" title="there is a warning about this number" aria-label="there is a warning about this number">!</a>`
    : html``
  const rank = record.system.configurationalEntropyClass
  const note =
    name === 'configurationalEntropyIdeal' && rank !== null
      ? html` <span class="unit">(${rank})</span>`
      : html``
  return html`<div><dt>${lowered(observableName(name, species))}</dt><dd>${valueMarkup(record.observables[name]!)}${note}${mark}</dd></div>`
}

/** Every observable, by group, with what is known of its error. */
function numbersMarkup(view: RunView): Html {
  const leftOut = notMeasuredSentence(view.record)
  const groups = [...groupObservables(Object.keys(view.record.observables))]
  return html`<section id="numbers" aria-labelledby="numbers-title">
<h2 id="numbers-title">All numbers</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Table of all numbers">
<table>
<thead><tr><th scope="col">observable</th><th scope="col">value</th><th scope="col" class="right">independent<br>measurements</th><th scope="col" class="right">autocorrelation<br>time / sweeps</th><th scope="col">settled?</th><th scope="col">name in the files</th></tr></thead>
${groups.map(([title, names]) => html`<tbody><tr class="group"><th colspan="6" scope="rowgroup">${title}</th></tr>${names.map((name) => row(name, view))}</tbody>`)}
</table>
</div>
${leftOut === null ? html`` : html`<p class="reading">This run has ${leftOut}.</p>`}
</section>`
}

function row(name: string, { record, species }: RunView): Html {
  const estimate = record.observables[name]!
  const { effectiveSamples, tauInt } = estimate
  const isDoubted = record.warnings.some(({ observable }) => observable === name)
  return html`<tr><th scope="row">${lowered(observableName(name, species))}</th><td>${valueMarkup(estimate)}</td><td class="right">${effectiveSamples === null ? '' : formatCount(effectiveSamples)}</td><td class="right">${tauInt === null ? '' : tauInt < 100 ? tauInt.toFixed(1) : formatCount(tauInt)}</td><td>${isDoubted ? html`<span class="doubted">not yet</span>` : html`yes`}</td><td class="code">${name}</td></tr>`
}

/** Who made the numbers, of what, and how to make them again. */
function provenanceMarkup(record: ResultRecord): Html {
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
