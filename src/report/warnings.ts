import type { ResultRecord } from '../evaluate/record.ts'
import type { Warning } from '../evaluate/warning.ts'
import { type Axis, placeOf } from './axis.ts'
import { type Html, html, lowered } from './html.ts'
import { shortfallSentence } from './sentences.ts'
import { donePoints, type SweepSource, warningsOf } from './sweep-source.ts'

/** Warnings of one kind, for people. */
interface WarningGroup {
  readonly code: string
  readonly title: string
  /** A whole sentence or two, with what to do about it. */
  readonly message: string
  /** The observable that the message begins with; null where it is about more. */
  readonly about: string | null
  /** Further observables that it is about. */
  readonly others: readonly string[]
}

const TITLES: Readonly<Record<string, string>> = {
  'energy-drift': 'A bug: these numbers must not be used',
  frozen: 'Water has crystallised',
  'phase-separated': 'The box has separated into phases',
  'not-equilibrated': 'Not yet at equilibrium',
  'branch-edge': 'The system keeps leaving its branch',
  'ladder-gap': 'Temperatures of the ladder seldom exchange',
  'no-reference': 'There is nothing to compare mixing with',
  'mixing-reference': 'What mixing is measured against',
  'reference-orders': 'A reference of mixing is a crystal',
  'too-few-samples': 'Too few independent measurements',
  'too-few-ions': 'Few ions in the box',
  'too-few-waters': 'Too few waters to tell a crystal',
  'density-estimated': 'The density is estimated',
  'composition-rounded': 'The composition is rounded',
  extrapolated: 'Outside the range of the data',
  'undefined-value': 'Some values are undefined',
  'precision-not-reached': 'The precision asked for was not reached',
}

/** The gravest first; kinds that are not known here come last, in their order. */
const ORDER = Object.keys(TITLES)

/** Warnings by kind, each kind told once; of observables measured too few times nothing else is told. */
export function groupWarnings(warnings: readonly Warning[]): WarningGroup[] {
  const tooFew = new Set(
    warnings.flatMap(({ code, observable }) =>
      code === 'too-few-samples' ? (observable ?? []) : [],
    ),
  )
  const groups = new Map<string, Warning[]>()
  for (const warning of warnings) {
    const { code, observable } = warning
    if (code === 'not-equilibrated' && observable !== undefined && tooFew.has(observable)) continue
    groups.set(code, [...(groups.get(code) ?? []), warning])
  }
  const rank = (code: string) => (ORDER.includes(code) ? ORDER.indexOf(code) : ORDER.length)
  return [...groups.entries()]
    .sort(([a], [b]) => rank(a) - rank(b))
    .flatMap(([code, [first, ...rest]]) => {
      const title = Object.hasOwn(TITLES, code) ? TITLES[code]! : code
      const others = rest.flatMap(({ observable }) => observable ?? [])
      const messages = [first!, ...rest].map(({ message }) => message)
      const isAboutAll = others.length < rest.length
      const about = first!.observable ?? null
      return [
        { code, title, message: isAboutAll ? messages.join(' ') : first!.message, about, others },
      ]
    })
}

/** Warnings that forbid any use of the numbers. */
const GRAVE = ['energy-drift', 'frozen', 'phase-separated']

/** Whether a result is to be believed, in a line. */
interface Verdict {
  readonly headline: string
  readonly mood: 'good' | 'careful' | 'grave'
}

const ALL_GOOD: Verdict = { headline: 'Nothing speaks against these numbers', mood: 'good' }

export function verdictOf({ warnings, state, observables }: ResultRecord): Verdict {
  if (state === 'failed') return { headline: 'This run has failed', mood: 'grave' }
  if (warnings.length === 0) return ALL_GOOD
  if (warnings.some(({ code }) => GRAVE.includes(code))) {
    return { headline: 'These averages do not describe a liquid', mood: 'grave' }
  }
  const doubted = new Set(warnings.flatMap(({ observable }) => observable ?? [])).size
  const numbers = Object.keys(observables).length
  const headline =
    doubted > 0
      ? `Read with care: ${doubted} of ${numbers} numbers are not settled yet`
      : 'Before you quote these numbers'
  return { headline, mood: 'careful' }
}

/** The verdict where warnings are not on the first screen. */
export function verdictMarkup({ headline, mood }: Verdict): Html {
  return html`<p class="verdict ${mood}"><a href="#warnings">${headline}</a></p>`
}

/** What a reader must know, in plain words, the gravest first. */
export function warningsMarkup(record: ResultRecord, nameOf: (observable: string) => string): Html {
  const groups = groupWarnings(record.warnings)
  const { headline, mood } = verdictOf(record)
  if (groups.length === 0 && mood === 'good') {
    return html`<div id="warnings" class="warnings good"><h2>${headline}</h2>
<p>All of them have enough independent measurements, and replicas that were started apart agree.</p></div>`
  }
  const shortfall = shortfallSentence(record, nameOf)
  return html`<div id="warnings" class="warnings ${mood}"><h2>${headline}</h2>
${shortfall === null ? html`` : html`<p>${lowered(sentence(shortfall))}</p>`}
<ul>${groups.map((group) => groupMarkup(group, nameOf))}</ul></div>`
}

function groupMarkup(
  { title, message, about, others }: WarningGroup,
  nameOf: (observable: string) => string,
): Html {
  const rest =
    others.length === 0
      ? html``
      : html` <details><summary>${others.length} more</summary><ul class="names">${others.map((name) => html`<li>${lowered(nameOf(name))}</li>`)}</ul></details>`
  return html`<li><strong>${title}.</strong> ${lowered(sentence(inWords(message, about, nameOf)))}${rest}</li>`
}

/** The name of the observable, with which messages begin, in the words of the field. */
function inWords(
  message: string,
  about: string | null,
  nameOf: (observable: string) => string,
): string {
  const begins = about !== null && message.startsWith(`${about} `)
  return begins ? nameOf(about) + message.slice(about.length) : message
}

function sentence(text: string): string {
  const first = /^[a-z]+(?= )/.test(text) && !/^[a-z]+[A-Z:]/.test(text)
  const begun = first ? text[0]!.toUpperCase() + text.slice(1) : text
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}

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
