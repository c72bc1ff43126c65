import type { Judgement, Verdict } from '../compare/judge.ts'
import { type Html, html } from './html.ts'
import { formatMeasured } from './measured.ts'
import { typesetUnit } from './species-name.ts'
import { lowered } from './write-value.ts'

const SIGNS: Readonly<Record<Verdict, string>> = {
  reproduced: '✓',
  'not reproduced': '✗',
  undecided: '?',
}

/** Results against what was reported, each with its numbers; nothing where there is nothing to compare. */
export function comparisonMarkup(judgements: readonly Judgement[]): Html {
  if (judgements.length === 0) return html``
  return html`<section id="reported" aria-labelledby="reported-title">
<h2 id="reported-title">What was reported</h2>
<ul class="judgements">${judgements.map(judgementMarkup)}</ul>
</section>`
}

function judgementMarkup({
  statement,
  temperature,
  verdict,
  reasons,
  readings,
  comparisons,
}: Judgement): Html {
  const where = temperature === null ? '' : ` · ${temperature} K`
  const rows = readings.map(({ label, value, standardError, unit, place }) => {
    const number = formatMeasured(value, standardError).replaceAll('-', '−')
    return html`<tr><th scope="row">${label}</th><td>${number} ${lowered(typesetUnit(unit))}</td><td class="place">${place ?? 'no result'}</td></tr>`
  })
  const differences = comparisons.flatMap(({ higher, lower, sigmas }) =>
    sigmas === null
      ? []
      : [
          html`<li>${higher} above ${lower} by ${sigmas.toFixed(1).replace('-', '−')} combined standard errors</li>`,
        ],
  )
  return html`<li class="${verdict.replace(' ', '-')}"><h3><span class="sign" aria-hidden="true">${SIGNS[verdict]}</span> ${verdict[0]!.toUpperCase() + verdict.slice(1)}: ${statement.claim}</h3>
<p class="source">${statement.source}${where}</p>
<table>${rows}</table>
<ul class="reasons">${differences}${reasons.map((reason) => html`<li>undecided because ${reason}</li>`)}</ul></li>`
}
