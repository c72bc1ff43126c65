import type { Estimate } from '../evaluate/record.ts'
import { type Html, html } from './html.ts'
import { formatMeasured } from './measured.ts'
import { typesetUnit } from './species-name.ts'

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
