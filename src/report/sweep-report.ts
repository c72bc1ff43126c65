import type { Judgement } from '../compare/judge.ts'
import type { PointEntry } from '../store/sweep-record.ts'
import { type Axis, axesOf, placeOf } from './axis.ts'
import { type BoxData, boxOf } from './box-data.ts'
import { comparisonMarkup } from './comparison-markup.ts'
import type { PageContent } from './document.ts'
import { boxMarkup, contentsMarkup, sectionMarkup } from './figure-markup.ts'
import { type Html, html, lowered, valueMarkup } from './html.ts'
import { observableName, speciesOf } from './names.ts'
import type { SweepView } from './plots/against-parameter.ts'
import { typesetFormulas } from './species.ts'
import { sweepKeyFigures, sweepPlots } from './sweep-plots.ts'
import {
  type DonePoint,
  donePoints,
  estimateAt,
  rungPoints,
  type SweepSource,
} from './sweep-source.ts'
import { sweepVerdict, sweepWarningsMarkup, verdictMarkup } from './warnings.ts'

/** More do not fit the first screen. */
const MOST_RANGES = 8

/** Boxes of more points than this are not put into the page. */
const MOST_BOXES = 8

/** The report of a sweep, from the records of its points alone. */
export function sweepReport(source: SweepSource, judgements: readonly Judgement[]): PageContent {
  const points = donePoints(source)
  const paths = source.record.axes
  const axes = axesOf(paths, points)
  const rungs = rungPoints(points)
  const view: SweepView = {
    points: rungs,
    // The temperatures of ladders are a parameter, too.
    axes: rungs.length === points.length ? axes : axesOf([...paths, 'temperature'], rungs),
    species: new Map(points.flatMap(({ record }) => [...speciesOf(record)])),
  }
  const box = boxes(source, points, axes)
  const sections = sweepPlots(view, points)
  const title = points[0]?.record.scenario.title ?? source.record.source.name
  const contents = [
    ...sections,
    ...(judgements.length > 0 ? [{ id: 'reported', title: 'What was reported' }] : []),
    { id: 'points', title: 'All points' },
  ]
  const body = html`<header>
<p class="kicker">entrolyte · lattice Monte Carlo of electrolytes · sweep</p>
<h1>${typesetFormulas(title)}</h1>
<p class="subtitle">${subtitle(source, view)}</p>
${verdictMarkup(sweepVerdict(source))}
</header>
<main>
<section id="answer" aria-label="The answer">
<div class="answer">
${box === null ? html`` : boxMarkup(box)}
<div class="key">
<h2>From lowest to highest</h2>
<dl class="ranges">${sweepKeyFigures(view)
    .slice(0, MOST_RANGES)
    .map((name) => range(name, view))}</dl>
<p class="reading">0.541(3) means 0.541 ± 0.003, one standard error.</p>
</div>
</div>
${sweepWarningsMarkup(source, axes)}
</section>
${contentsMarkup(contents)}
${sections.map(sectionMarkup)}
${comparisonMarkup(judgements, view.species)}
${pointsMarkup(source, view)}
</main>
<footer>
<h2>Where this comes from</h2>
<p>entrolyte ${source.record.program}. Every point is a run of its own, in <code>points/</code>; <code>entrolyte report points/&lt;id&gt;</code> makes its report. Distances are those of a lattice, and an ion is one of its sites; the force field is a starting point.</p>
<dl class="provenance"><div><dt>digest</dt><dd>${source.record.digest ?? 'none until all points are completed'}</dd></div></dl>
</footer>`
  return { title, body, drawing: { box, plots: sections.flatMap(({ plots }) => plots) } }
}

/** Boxes of some points, the first and the last among them. */
function boxes(
  source: SweepSource,
  points: readonly DonePoint[],
  axes: readonly Axis[],
): BoxData | null {
  const count = Math.min(MOST_BOXES, points.length)
  const chosen = Array.from({ length: count }, (_, k) => {
    return points[count === 1 ? 0 : Math.round((k * (points.length - 1)) / (count - 1))]!
  })
  const views = chosen.flatMap((point) => {
    const { run } = source.points.find(({ entry }) => entry === point.entry)!
    const kept = run?.configuration() ?? null
    const [replica] = kept?.replicas ?? []
    if (kept === null || replica === undefined) return []
    const configuration = { ...kept, replicas: [replica] }
    return [{ label: placeOf(point, axes) || point.entry.id, configuration }]
  })
  return boxOf(
    chosen.map(({ record }) => record),
    views,
  )
}

function subtitle({ points }: SweepSource, view: SweepView): string {
  const axes = view.axes.map(({ title, at }) => {
    const values = [...new Set(view.points.map(at))]
    const isAmount = values.every((value) => typeof value === 'number')
    const ends = isAmount
      ? `${Math.min(...(values as number[]))} to ${Math.max(...(values as number[]))}`
      : values.join(', ')
    const [name, unit = ''] = title.split(' / ')
    return `${name}${isAmount ? '' : ':'} ${ends.replaceAll('-', '−')} ${unit}`.trimEnd()
  })
  const done = points.filter(({ run }) => run !== null).length
  return [`${done} of ${points.length} points`, ...axes].join(' · ')
}

/** The least and the greatest value, and where they are. */
function range(name: string, { points, axes, species }: SweepView): Html {
  const there = points.filter((point) => estimateAt(point, name) !== null)
  const at = ({ record }: DonePoint) => record.observables[name]!.value!
  const sorted = there.toSorted((a, b) => at(a) - at(b))
  const end = (point: DonePoint | undefined) => {
    if (point === undefined) return html``
    return html`<span class="end">${valueMarkup(point.record.observables[name]!)}<span class="where">${placeOf(point, axes)}</span></span>`
  }
  return html`<div><dt>${lowered(observableName(name, species))}</dt><dd>${end(sorted[0])}<span class="to" aria-label="to">→</span>${end(sorted.at(-1))}</dd></div>`
}

/** All points with their key figures, those with a ladder at each of its temperatures. */
function pointsMarkup({ points }: SweepSource, view: SweepView): Html {
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
