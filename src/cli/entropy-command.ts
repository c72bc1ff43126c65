import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { formatJson } from '../document/document.ts'
import { formulaEntropy } from '../formula/formula-entropy.ts'
import { parseSolids } from '../formula/parse-solids.ts'
import { readFormula } from '../formula/read-formula.ts'
import { areFractions, readFractions } from '../formula/read-fractions.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { formatFormulaEntropy, formatSolids } from './entropy-report.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { SCENARIOS } from './package-root.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'

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
