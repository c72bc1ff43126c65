import { printable } from '../errors/printable.ts'
import type { FormulaEntropy, SublatticeEntropy } from '../formula/formula-entropy.ts'
import type { Solid } from '../formula/parse-solids.ts'
import type { Column } from '../table/table.ts'
import { formatText, type Section } from '../table/text.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import type { Colors } from './terminal.ts'
import { wrap } from './warning-list.ts'

const CLASSES = 'high above 1.5 R, medium from 1 R, low below'
const DEFINITION = 'high with 5 components or more of 5 to 35 % each on one sublattice'
/** Below this, two values print alike. */
const SAME = 1e-4
const VERDICT_WIDTH = 'not high'.length

type Fact = readonly [label: string, text: string]

/** What a formula comes to: each sublattice, the sum, both definitions side by side. */
export function formatFormulaEntropy(text: string, found: FormulaEntropy, colors: Colors): string {
  const facts = [...siteFacts(found), ...sumFacts(found, colors), ...verdictFacts(found, colors)]
  const width = Math.max(...facts.map(([label]) => label.length))
  const warnings = [...disagreement(found), ...found.notes]
  const parts = [
    colors.bold(printable(text.trim())),
    ...facts.map(([label, value]) => `${label.padEnd(width)}  ${value}`),
    ...warnings.map((warning) => `${colors.yellow('!')} ${wrap(warning, '  ').trimStart()}`),
  ]
  return `${parts.join('\n')}\n`
}

function verdictByComposition({ isHighByComposition }: FormulaEntropy): string {
  return isHighByComposition ? 'high' : 'not high'
}

function siteFacts({ sublattices, ordered }: FormulaEntropy): Fact[] {
  const rows = [
    ...sublattices.map((one) => ['sublattice', contents(one), inR(one.entropy)] as const),
    ...(ordered.length > 0 ? [['own sites', ordered.join(', '), inR(0)] as const] : []),
  ]
  const width = Math.max(...rows.map(([, who]) => who.length))
  return rows.map(([label, who, value]) => [label, `${who.padEnd(width)}  ${value}`])
}

function sumFacts(
  { sublattices, entropy, entropyPerFormulaUnit: unit }: FormulaEntropy,
  colors: Colors,
): Fact[] {
  const where = unit === null ? 'per mole' : 'per mole of sites'
  const added = sublattices.length > 1 ? `${where}, sublattices added up` : where
  const facts: Fact[] = [
    ['entropy', `${colors.bold(inR(entropy))} = ${inJoules(entropy)} ${added}`],
  ]
  if (unit !== null && Math.abs(unit - entropy) > SAME) {
    facts.push([
      '',
      `${inR(unit)} = ${inJoules(unit)} per mole of formula units, which no class refers to`,
    ])
  }
  return facts
}

function verdictFacts(found: FormulaEntropy, { bold, dim }: Colors): Fact[] {
  const row = (verdict: string, rule: string) =>
    `${bold(verdict.padEnd(VERDICT_WIDTH))}  ${dim(`(${rule})`)}`
  return [
    ['by entropy', row(found.classByEntropy, CLASSES)],
    ['by composition', row(verdictByComposition(found), DEFINITION)],
  ]
}

function disagreement({ agree, isHighByComposition }: FormulaEntropy): string[] {
  if (agree) return []
  const which = isHighByComposition
    ? 'components enough, but so unequal that the entropy falls short'
    : 'entropy enough, but not from five components of 5 to 35 % on one sublattice'
  return [`the definitions disagree: ${which}`]
}

function contents({ components, sites }: SublatticeEntropy): string {
  const shares = components.map(({ name, share }) => `${name} ${percent(share)}`).join(', ')
  const several = sites !== null && Math.abs(sites - 1) > SAME
  return several ? `${shares} (${Number(sites.toPrecision(6))} sites)` : shares
}

function inR(entropy: number): string {
  return `${entropy.toFixed(4)} R`
}

function inJoules(entropy: number): string {
  return `${(entropy * GAS_CONSTANT).toFixed(3)} J/mol/K`
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(4))} %`
}

export interface EvaluatedSolid extends Solid {
  readonly found: FormulaEntropy
}

const SOLID_COLUMNS: readonly Column[] = [
  { name: '', kind: 'text' },
  { name: 'entropy/R', kind: 'number' },
  { name: 'by entropy', kind: 'text' },
  { name: 'by composition', kind: 'text' },
  { name: 'quoted/R', kind: 'number' },
  { name: '', kind: 'text' },
]

/** The solids by family, with what follows from each formula beside what was quoted. */
export function formatSolids(solids: readonly EvaluatedSolid[], colors: Colors): string {
  const families = [...new Set(solids.map(({ family }) => family))]
  const sections: Section[] = families.map((title) => ({
    title,
    rows: solids.filter(({ family }) => family === title).map(solidRow),
  }))
  const table = formatText(SOLID_COLUMNS, sections, { title: colors.bold, head: colors.dim })
  const legend = [
    `by entropy: ${CLASSES}`,
    `by composition: ${DEFINITION}`,
    'read: in the source; recalled: from memory or an abstract, re-check before use',
  ]
  return `${table}\n\n${colors.dim(legend.join('\n'))}\n`
}

function solidRow({ formula, found, quoted, flag }: EvaluatedSolid): string[] {
  return [
    formula,
    found.entropy.toFixed(3),
    found.classByEntropy,
    verdictByComposition(found),
    quoted === null ? '' : quoted.toFixed(2),
    flag,
  ]
}
