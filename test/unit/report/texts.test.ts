import { expect, test } from 'vitest'
import { html, jsonInScript, lowered, valueMarkup } from '../../../src/report/html.ts'
import { observableName } from '../../../src/report/names.ts'
import { lowerDigits, typesetFormulas, typesetSpecies } from '../../../src/report/species.ts'

test('markup is made of texts that stay texts', () => {
  const name = '<script>alert("1")</script> & \'2\''
  expect(html`<p title="${name}">${name}</p>`.markup).toBe(
    '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;2&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;2&#39;</p>',
  )
  expect(html`<ul>${['<a>', 'b'].map((item) => html`<li>${item}</li>`)}</ul>`.markup).toBe(
    '<ul><li>&lt;a&gt;</li>\n<li>b</li></ul>',
  )
  const json = jsonInScript({ text: '</script><!--' }).markup
  expect(json).not.toContain('<')
  expect(JSON.parse(json)).toEqual({ text: '</script><!--' })
})

test.each([
  ['Zn2+', 2, 'Zn²⁺'],
  ['Cl-', -1, 'Cl⁻'],
  ['SO42-', -2, 'SO₄²⁻'],
  ['ClO4-', -1, 'ClO₄⁻'],
  ['H2O', 0, 'H₂O'],
  ['A', 0, 'A'],
  // A name that does not end with its charge is left as its author wrote it.
  ['zinc2', 2, 'zinc2'],
])('%s of charge %i is set as %s', (name, charge, printed) => {
  expect(typesetSpecies(name, charge)).toBe(printed)
})

test('formulas in a text are set, words and amounts are not', () => {
  expect(lowerDigits('Zn(ClO4)2')).toBe('Zn(ClO₄)₂')
  expect(typesetFormulas('Li2ZnCl4·9H2O at 25 °C')).toBe('Li₂ZnCl₄·9H₂O at 25 °C')
  expect(typesetFormulas('2 mol/kg Zn(ClO4)2')).toBe('2 mol/kg Zn(ClO₄)₂')
  expect(typesetFormulas('box B2, run17 at 300K')).toBe('box B2, run17 at 300K')
})

const species = new Map([
  ['H2O', 'H₂O'],
  ['Zn2+', 'Zn²⁺'],
  ['Cl-', 'Cl⁻'],
])

test.each([
  ['hydrogenBondsPerWater', 'Hydrogen bonds per water'],
  ['coordination:Zn2+-Cl-', 'Cl⁻ around Zn²⁺'],
  ['coordination:Cl--H2O', 'H₂O around Cl⁻'],
  ['pairing:Zn2+:contact', 'Zn²⁺ touching one anion'],
  ['clusterSize:ions:largest', 'Largest cluster of ions'],
  ['densityFluctuation:H2O', 'Density fluctuation S(k_min) of H₂O'],
  ['hydrogenBondShare:5+', 'Waters with 5+ hydrogen bonds'],
  ['of another time', 'of another time'],
])('%s is told as “%s”', (name, words) => {
  expect(observableName(name, species)).toBe(words)
})

test('values carry their error and unit, and true minus signs', () => {
  const rest = { tauInt: null, effectiveSamples: null, equilibrated: null }
  const value = { value: -1.1592, standardError: 0.0146, unit: 'kB', ...rest }
  expect(valueMarkup(value).markup).toBe(
    '<span class="number">−1.159(15)</span> <span class="unit">k<sub>B</sub></span>',
  )
  expect(lowered('S_Q − S₀ <b> S(k_min)').markup).toBe(
    'S<sub>Q</sub> − S₀ &lt;b&gt; S(k<sub>min</sub>)',
  )
})
