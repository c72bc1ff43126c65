import { type Html, html } from './html.ts'
import { observableName } from './observable-name.ts'
import type { SweepView } from './plots/against-parameter.ts'
import { sweepKeyFigures } from './sweep-plots.ts'
import { estimateAt, type SweepSource } from './sweep-source.ts'
import { lowered, valueMarkup } from './write-value.ts'

/** All points with their key figures. */
export function pointsMarkup(source: SweepSource, view: SweepView): Html {
  const names = sweepKeyFigures(view)
  const { axes, species } = view
  const rows = source.points.map(({ entry, record }) => {
    const done = record === null ? null : { entry, record }
    const place = axes.map(({ textOf }) => html`<td>${done === null ? '' : textOf(done)}</td>`)
    const values = names.map((name) => {
      const estimate = done === null ? null : estimateAt(done, name)
      if (estimate === null) return html`<td>${record === null ? entry.state : ''}</td>`
      const isDoubted = record!.warnings.some(({ observable }) => observable === name)
      return html`<td>${valueMarkup({ ...estimate, unit: '' })}${isDoubted ? html` <span class="doubted" title="there is a warning about this number">!</span>` : html``}</td>`
    })
    return html`<tr><th scope="row" class="code">${entry.id}</th>${place}${values}</tr>`
  })
  const heads = names.map(
    (name) => html`<th scope="col">${lowered(observableName(name, species))}</th>`,
  )
  return html`<section id="points" aria-labelledby="points-title">
<h2 id="points-title">All points</h2>
<p class="reading">! marks numbers that are not settled yet. All observables are in <code>sweep.csv</code>.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Table of all points">
<table class="points"><thead><tr><th scope="col">point</th>${axes.map(({ title }) => html`<th scope="col">${title}</th>`)}${heads}</tr></thead>
<tbody>${rows}</tbody></table>
</div>
</section>`
}
