import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { formatJson } from '../document/document.ts'
import { printable } from '../errors/printable.ts'
import { usageError } from '../errors/problem.ts'
import {
  type FormulaEntropy,
  formulaEntropy,
  type SublatticeEntropy,
} from '../formula/formula-entropy.ts'
import { parseSolids, type Solid } from '../formula/parse-solids.ts'
import { readFormula } from '../formula/read-formula.ts'
import { areFractions, readFractions } from '../formula/read-fractions.ts'
import { SCENARIOS } from '../host/package-root.ts'
import type { Column } from '../table/table.ts'
import { formatText, type Section } from '../table/text.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import type { Colors, Terminal } from './terminal.ts'
import { wrap } from './text.ts'

interface EntropyOptions {
  readonly table?: boolean
  readonly json?: boolean
}

const EXAMPLES = `
A bracketed group is a sublattice whose elements share its sites at random; with commas and no
amounts they have equal shares. A molecule or ion such as (CN) or (PO4), and a complex such as
[Fe(CN)6], is one whole; elements outside of brackets have sites of their own and add nothing.
□ or Va in a group is a vacant site. Whether charges balance is not checked.

Examples (a shell wants the quotes):
  entrolyte entropy '(Mg0.2Co0.2Ni0.2Cu0.2Zn0.2)O'
  entrolyte entropy 'Na2(Mn,Fe,Co,Ni,Cu)[Fe(CN)6]'
  entrolyte entropy '(Li,Mn,Ti)(O0.9F0.1)'
  entrolyte entropy '(CrMnFeCoNi)'
  entrolyte entropy 0.2 0.2 0.2 0.2 0.2
  entrolyte entropy Fe:0.3 Co:0.7
  entrolyte entropy --table`

/** Registers `entropy`; `end` takes the exit status. */
export function addEntropyCommand(
  program: Command,
  terminal: Terminal,
  end: (status: ExitStatus) => void,
): void {
  program
    .command('entropy')
    .description('ideal configurational entropy and its class, from a formula or from fractions')
    .argument('[formula or fractions...]', 'such as (Mg,Co,Ni,Cu,Zn)O, or 0.2 0.3 0.5')
    .option('--table', 'print those of high-entropy solids that reviews name')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', EXAMPLES)
    .action((words: string[], options: EntropyOptions) => {
      end(entropyCommand(words.join(' '), options, terminal))
    })
}

/** Prints the entropy of a formula, or the table. Throws InputError for what is neither formula nor fractions. */
function entropyCommand(text: string, options: EntropyOptions, terminal: Terminal): ExitStatus {
  if (options.table) return printTable(text, options, terminal)
  if (text.trim() === '') {
    const hint = 'such as (Mg,Co,Ni,Cu,Zn)O, or 0.2 0.3 0.5; --table prints known solids'
    throw usageError('entropy', 'a formula or fractions are missing', hint)
  }
  const given = areFractions(text) ? 'fractions' : 'formula'
  const found = formulaEntropy(given === 'formula' ? readFormula(text) : readFractions(text))
  const inJoules = { entropyInJoulesPerMoleKelvin: found.entropy * GAS_CONSTANT }
  terminal.out(
    options.json
      ? formatJson({ [given]: text, ...found, ...inJoules })
      : formatFormulaEntropy(text, found, terminal.outColors),
  )
  return EXIT.done
}

function printTable(text: string, { json }: EntropyOptions, terminal: Terminal): ExitStatus {
  if (text !== '') {
    throw usageError(
      text,
      '--table prints known solids and takes no formula',
      'give one of the two',
    )
  }
  const file = join(SCENARIOS, 'reference', 'solids.yaml')
  const solids = parseSolids(readFileSync(file, 'utf8')).map((solid) => ({
    ...solid,
    found: formulaEntropy(readFormula(solid.formula)),
  }))
  terminal.out(json ? formatJson(solids) : formatSolids(solids, terminal.outColors))
  return EXIT.done
}

const CLASSES = 'high above 1.5 R, medium from 1 R, low below'
const DEFINITION = 'high with 5 components or more of 5 to 35 % each on one sublattice'
/** Below this, two values print alike. */
const SAME = 1e-4
const VERDICT_WIDTH = 'not high'.length

type Fact = readonly [label: string, text: string]

/** Entropies of a formula: each sublattice, the sum, both definitions side by side. */
function formatFormulaEntropy(text: string, found: FormulaEntropy, colors: Colors): string {
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

interface EvaluatedSolid extends Solid {
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

/** The solids by family, with what follows from each formula and what was quoted. */
function formatSolids(solids: readonly EvaluatedSolid[], colors: Colors): string {
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
