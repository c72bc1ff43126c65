import type { PointEntry } from '../store/sweep-record.ts'
import { type Html, html } from './html.ts'
import { observableName } from './observable-name.ts'
import type { SweepView } from './plots/against-parameter.ts'
import { sweepKeyFigures } from './sweep-plots.ts'
import { type DonePoint, estimateAt, type SweepSource } from './sweep-source.ts'
import { lowered, valueMarkup } from './write-value.ts'

/** All points with their key figures, those with a ladder at each of its temperatures. */
export function pointsMarkup({ points }: SweepSource, view: SweepView): Html {
  const names = sweepKeyFigures(view)
  const { axes, species } = view
  const done = new Map<string, DonePoint[]>()
  for (const point of view.points) {
    done.set(point.entry.id, [...(done.get(point.entry.id) ?? []), point])
  }
  const rows = points.flatMap(({ entry }) => {
    return (done.get(entry.id) ?? [null]).map((point) => row(entry, point, names, view))
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

function row(
  { id, state }: PointEntry,
  done: DonePoint | null,
  names: readonly string[],
  { axes }: SweepView,
): Html {
  const place = axes.map(({ textOf }) => html`<td>${done === null ? '' : textOf(done)}</td>`)
  const values = names.map((name) => {
    if (done === null) return html`<td>${state}</td>`
    const estimate = estimateAt(done, name)
    if (estimate === null) return html`<td></td>`
    const isDoubted = done.record.warnings.some(({ observable }) => observable === name)
    return html`<td>${valueMarkup({ ...estimate, unit: '' })}${isDoubted ? html` <span class="doubted" title="there is a warning about this number">!</span>` : html``}</td>`
  })
  return html`<tr><th scope="row" class="code">${id}</th>${place}${values}</tr>`
}
