import type { Judgement } from '../compare/judge.ts'
import type { RunResult } from '../store/results.ts'
import { formatKelvins } from '../units/kelvins.ts'
import { boxOfRun } from './box-data.ts'
import { comparisonMarkup } from './comparison-markup.ts'
import type { PageContent } from './document.ts'
import { boxMarkup, contentsMarkup, sectionMarkup } from './figure-markup.ts'
import { type Html, html } from './html.ts'
import { keyFigures } from './key-figures.ts'
import { formatCount } from './measured.ts'
import { numbersMarkup } from './numbers-markup.ts'
import { observableName } from './observable-name.ts'
import { provenanceMarkup } from './provenance-markup.ts'
import { runPlots } from './run-plots.ts'
import { type RunView, viewOf } from './run-source.ts'
import { lowerDigits, typesetFormulas } from './species-name.ts'
import { verdictMarkup, verdictOf, warningsMarkup } from './warnings-markup.ts'
import { lowered, valueMarkup } from './write-value.ts'

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
