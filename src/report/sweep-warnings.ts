import { type Axis, placeOf } from './axis.ts'
import { type Html, html } from './html.ts'
import { donePoints, type SweepSource, warningsOf } from './sweep-source.ts'
import { groupWarnings } from './warning-groups.ts'
import { ALL_GOOD, type Verdict } from './warnings-markup.ts'

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
  const { headline, mood } = sweepVerdict(source)
  return html`<div id="warnings" class="warnings ${mood}"><h2>${headline}</h2>
${all.length === 0 ? html`` : html`<ul>${all}</ul>`}</div>`
}

/** Whether the points are to be believed, in a line. */
export function sweepVerdict(source: SweepSource): Verdict {
  const { points } = source
  const done = donePoints(source)
  const doubted = done.filter((point) => {
    return warningsOf(point).some(({ observable }) => observable !== undefined)
  })
  const failed = points.filter(({ entry }) => entry.state === 'failed').length
  const parts = [
    ...(failed > 0 ? [`${failed} of ${points.length} points failed`] : []),
    ...(doubted.length > 0
      ? [`${doubted.length} of ${done.length} points have numbers that are not settled yet`]
      : []),
  ]
  if (parts.length > 0) {
    return {
      headline: `Read with care: ${parts.join(', ')}`,
      mood: failed > 0 ? 'grave' : 'careful',
    }
  }
  const isQuiet =
    done.length === points.length && done.every((point) => warningsOf(point).length === 0)
  return isQuiet ? ALL_GOOD : { headline: 'Before you quote these numbers', mood: 'careful' }
}
