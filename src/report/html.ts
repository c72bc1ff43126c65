import type { Estimate } from '../evaluate/record.ts'
import { formatMeasured } from './measured.ts'
import { typesetUnit } from './species.ts'

/** Markup that may stand in a page as it is. */
export class Html {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

type Part = string | number | Html | readonly Html[]

/** A template whose parts are text, escaped, unless they are markup already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const filled = strings.map((text, index) => {
    return index < parts.length ? text + markupOf(parts[index]!) : text
  })
  return new Html(filled.join(''))
}

/** JSON that can stand in a script element. */
export function jsonInScript(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'))
}

function markupOf(part: Part): string {
  if (part instanceof Html) return part.markup
  if (typeof part === 'object') return part.map(({ markup }) => markup).join('\n')
  return escapeText(String(part))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it stands in markup and in quoted attributes. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)
}

/** A value with its error and unit, as in `−46.44(17) kJ/mol`. */
export function valueMarkup({ value, standardError, unit }: Estimate): Html {
  const number = formatMeasured(value, standardError).replaceAll('-', '−')
  return html`<span class="number">${number}</span>${unit === '' ? '' : html` <span class="unit">${lowered(typesetUnit(unit))}</span>`}`
}

/** Text in which `S_Q` and `k_B` have their index lowered. */
export function lowered(text: string): Html {
  const [first = '', ...rest] = text.split(/_(?=[A-Za-z]+(?![\w]))/)
  const parts = rest.map((part) => {
    const [, index = '', after = ''] = /^([A-Za-z]+)([\s\S]*)$/.exec(part) ?? []
    return html`<sub>${index}</sub>${after}`
  })
  return html`${first}${parts.length === 0 ? '' : joined(parts)}`
}

function joined(parts: readonly Html[]): Html {
  return parts.reduce((all, part) => html`${all}${part}`, html``)
}
