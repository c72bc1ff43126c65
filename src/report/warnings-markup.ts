import type { ResultRecord } from '../evaluate/record.ts'
import { type Html, html } from './html.ts'
import { shortfallSentence } from './shortfall-sentence.ts'
import { groupWarnings, type WarningGroup } from './warning-groups.ts'
import { lowered } from './write-value.ts'

/** Warnings that forbid any use of the numbers. */
const GRAVE = ['energy-drift', 'frozen', 'phase-separated']

/** Whether a result is to be believed, in a line. */
export interface Verdict {
  readonly headline: string
  readonly mood: 'good' | 'careful' | 'grave'
}

export const ALL_GOOD: Verdict = { headline: 'Nothing speaks against these numbers', mood: 'good' }

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
