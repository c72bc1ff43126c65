import { type Html, html } from './html.ts'
import { formatCount } from './measured.ts'
import { notMeasuredSentence } from './not-measured.ts'
import { groupObservables } from './observable-groups.ts'
import { observableName } from './observable-name.ts'
import type { RunView } from './run-source.ts'
import { lowered, valueMarkup } from './write-value.ts'

/** Every observable, by group, with what is known of its error. */
export function numbersMarkup(view: RunView): Html {
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
