import type { ForceField } from '../forcefield/force-field.ts'
import { evaluateAssociation, evaluateHydration } from './association.ts'
import type { DilutionRecord, DilutionTask } from './dilution.ts'
import type { Evaluation } from './evaluation.ts'
import { calibratedPairs } from './parameters.ts'
import type { Target } from './targets.ts'

const TEMPERATURE = 298.15
/** 0.03 mol/L of a cation by itself. */
const CELLS = 12

/** A quantity of dilute solutions, such as `association.contact.Zn2+.Cl-` or `hydration.Li+.Cl-`. */
const QUANTITY =
  /^(?<of>association\.contact|association\.total|hydration)\.(?<cation>.+)\.(?<anion>.+)$/

interface Wanted {
  readonly of: string
  readonly cation: string
  readonly anion: string
}

function wantedOf({ quantity }: Target): Wanted | null {
  return (QUANTITY.exec(quantity)?.groups as Wanted | undefined) ?? null
}

/** A run for each salt that targets ask something of, as far as the force field has its ions. */
export function planDilutions(
  forceField: ForceField,
  targets: readonly Target[],
  sweeps: number,
  seed: string,
): DilutionTask[] {
  const has = (ion: string) => forceField.species.some(({ name }) => name === ion)
  const tasks = new Map<string, DilutionTask>()
  for (const target of targets) {
    const wanted = wantedOf(target)
    if (wanted === null || !has(wanted.cation) || !has(wanted.anion)) continue
    const { cation, anion } = wanted
    const name = `${cation} ${anion}`
    const box = { temperature: TEMPERATURE, cells: CELLS, equilibration: Math.round(sweeps / 10) }
    tasks.set(name, { name, forceField, seed, cation, anion, sweeps, ...box })
  }
  return [...tasks.values()]
}

/** What targets ask of dilute solutions, from their runs; sensitivities are those of `calibratedPairs`. */
export function evaluateDilutions(
  forceField: ForceField,
  targets: readonly Target[],
  records: readonly DilutionRecord[],
): Evaluation[] {
  const pairs = calibratedPairs(forceField)
  return targets.flatMap((target) => {
    const wanted = wantedOf(target)
    const record = records.find(
      ({ cation, anion }) => cation === wanted?.cation && anion === wanted.anion,
    )
    if (wanted === null || record === undefined) return []
    if (wanted.of === 'hydration') return [evaluateHydration(record)]
    const kind = wanted.of === 'association.total' ? 'total' : 'contact'
    return [evaluateAssociation(kind, record, pairs, forceField)]
  })
}
