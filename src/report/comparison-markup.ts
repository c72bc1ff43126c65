import type { Judgement } from '../compare/judge.ts'
import type { Verdict } from '../compare/ruling.ts'
import { formatKelvins } from '../units/quantity.ts'
import { type Html, html, lowered } from './html.ts'
import { formatMeasured } from './measured.ts'
import { observableName, type Species } from './names.ts'
import { formatComparison, formatRank } from './sentences.ts'
import { typesetFormulas, typesetUnit } from './species.ts'

const SIGNS: Readonly<Record<Verdict, string>> = {
  reproduced: '✓',
  'not reproduced': '✗',
  undecided: '?',
}

/** Results against what was reported, each with its numbers; nothing where there is nothing to compare. */
export function comparisonMarkup(judgements: readonly Judgement[], species: Species): Html {
  if (judgements.length === 0) return html``
  const markup = (judgement: Judgement) => judgementMarkup(judgement, species)
  const isMade = ({ readings }: Judgement) => readings.every(({ place }) => place !== null)
  const made = judgements.filter(isMade)
  const open = judgements.filter((judgement) => !isMade(judgement))
  return html`<section id="reported" aria-labelledby="reported-title">
<h2 id="reported-title">What was reported</h2>
${made.length === 0 ? html`` : html`<ul class="judgements">${made.map(markup)}</ul>`}
${open.length === 0 ? html`` : openMarkup(open, markup)}
</section>`
}

/** Statements that speak of systems of which there is no result here. */
function openMarkup(judgements: readonly Judgement[], markup: (one: Judgement) => Html): Html {
  const count = judgements.length
  return html`<details class="open"><summary>${count} ${count === 1 ? 'comparison needs' : 'comparisons need'} results that are not here</summary>
<p class="source">Name them with <code>entrolyte report --with</code>, or use <code>entrolyte compare</code>.</p>
<ul class="judgements">${judgements.map(markup)}</ul></details>`
}

function judgementMarkup(judgement: Judgement, species: Species): Html {
  const { statement, temperature, verdict, reasons, readings, comparisons, rank } = judgement
  const { builtIn, observable } = statement
  const where = temperature === null ? '' : ` · ${formatKelvins(temperature)}`
  const rows = readings.map(({ label, value, standardError, unit, place }) => {
    const number = formatMeasured(value, standardError).replaceAll('-', '−')
    return html`<tr><th scope="row">${typesetFormulas(label)}</th><td>${number} ${lowered(typesetUnit(unit))}</td><td class="place">${place ?? 'no result'}</td></tr>`
  })
  const named = (text: string) => text.replaceAll(observable, observableName(observable, species))
  const words = [...comparisons.map(formatComparison), ...(rank === null ? [] : [formatRank(rank)])]
  const notes = [
    ...words.map((text) => text.replace(/(?<= )-(?=\d)/g, '−')),
    ...reasons.map((reason) => `undecided because ${named(reason)}`),
    ...(builtIn === null ? [] : [`built in: ${builtIn}`]),
  ]
  return html`<li class="${verdict.replace(' ', '-')}"><h3><span class="sign" aria-hidden="true">${SIGNS[verdict]}</span> ${verdict[0]!.toUpperCase() + verdict.slice(1)}: ${typesetFormulas(statement.claim)}</h3>
<p class="source">${statement.source}${where}</p>
<table>${rows}</table>
<ul class="reasons">${notes.map((note) => html`<li>${typesetFormulas(note)}</li>`)}</ul></li>`
}
