import { type Axis, placeOf } from './axis.ts'
import { type Html, html } from './html.ts'
import { donePoints, type SweepSource, warningsOf } from './sweep-source.ts'
import { groupWarnings } from './warning-groups.ts'

/** More places than this are counted instead of named. */
const MOST_PLACES = 6

/** What is wrong with which points, the gravest first. */
export function sweepWarningsMarkup(source: SweepSource, axes: readonly Axis[]): Html {
  const points = donePoints(source)
  const kinds = groupWarnings(points.flatMap(warningsOf))
  const failed = source.points.filter(({ entry }) => entry.state === 'failed')
  const missing = source.points.filter(({ entry }) => entry.state === 'missing')
  const lines = kinds.map(({ code, title }) => {
    const places = points.filter((point) => warningsOf(point).some((one) => one.code === code))
    const numbers = places.reduce((sum, point) => {
      const about = warningsOf(point).filter(
        (one) => one.code === code && one.observable !== undefined,
      )
      return sum + about.length
    }, 0)
    const named = places.map((point) => placeOf(point, axes) || point.entry.id)
    const where =
      places.length === points.length
        ? `in all ${points.length} points`
        : places.length > MOST_PLACES
          ? `in ${places.length} of ${points.length} points`
          : `for ${named.join('; ')}`
    const mean = Math.round(numbers / places.length)
    const share =
      numbers === 0 ? '' : `, on average ${mean} ${mean === 1 ? 'number' : 'numbers'} of each`
    return html`<li><strong>${title}</strong> ${where}${share}.</li>`
  })
  const causes = failed.map(
    ({ entry }) =>
      html`<li><strong>Failed:</strong> ${entry.id}, ${entry.cause ?? 'for no known reason'}.</li>`,
  )
  const absent =
    missing.length === 0
      ? []
      : [
          html`<li><strong>Missing:</strong> ${missing.length} of ${source.points.length} points; <code>entrolyte resume</code> goes on with them.</li>`,
        ]
  const all = [...causes, ...absent, ...lines]
  if (all.length === 0) {
    return html`<div id="warnings" class="warnings good"><h2>Nothing speaks against these numbers</h2></div>`
  }
  return html`<div id="warnings" class="warnings${failed.length > 0 ? ' grave' : ''}"><h2>Read with care</h2>
<ul>${all}</ul></div>`
}
