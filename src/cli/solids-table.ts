import type { FormulaEntropy } from '../formula/formula-entropy.ts'
import type { Solid } from '../formula/parse-solids.ts'
import { CLASSES, DEFINITION, verdictByComposition } from './entropy-report.ts'
import { formatTable, type Section } from './plain-table.ts'
import type { Colors } from './terminal.ts'

export interface EvaluatedSolid extends Solid {
  readonly found: FormulaEntropy
}

/** The solids by family, with what follows from each formula beside what was quoted. */
export function formatSolids(solids: readonly EvaluatedSolid[], colors: Colors): string {
  const families = [...new Set(solids.map(({ family }) => family))]
  const sections: Section[] = families.map((title) => ({
    title,
    rows: solids.filter(({ family }) => family === title).map(row),
  }))
  const table = formatTable(
    ['formula', 'entropy/R', 'by entropy', 'by composition', 'quoted/R', ''],
    sections,
    {
      alignments: ['left', 'decimal', 'left', 'left', 'decimal', 'left'],
      title: colors.bold,
      head: colors.dim,
    },
  )
  const legend = [
    `by entropy: ${CLASSES}`,
    `by composition: ${DEFINITION}`,
    'read: in the source; recalled: from memory or an abstract, re-check before use',
  ]
  return `${table}\n\n${colors.dim(legend.join('\n'))}\n`
}

function row({ formula, found, quoted, flag }: EvaluatedSolid): string[] {
  return [
    formula,
    found.entropy.toFixed(3),
    found.classByEntropy,
    verdictByComposition(found),
    quoted === null ? '' : quoted.toFixed(2),
    flag,
  ]
}
