import type { ContactData, ForceField } from '../../forcefield/force-field.ts'
import { ZERO_CELSIUS } from '../../units/constants.ts'

/** A number that the force field marks as calibrated. */
export interface CalibratedNumber {
  /** Of the contact or shell; `cohesion`. */
  readonly name: string
  readonly key: 'enthalpy' | 'entropy' | 'above' | 'below' | 'value'
  readonly unit: 'kJ/mol' | 'J/mol/K'
  readonly value: number
  /** A step of ordinary size: 1 kJ/mol, or the entropy that is worth as much at 0 °C. */
  readonly scale: number
}

/** One that only water has. */
export interface CalibratedParameter extends CalibratedNumber {
  /** Column of `forceFieldCounts` that counts it: its enthalpy is value × count. Of cohesion there is none. */
  readonly column: string
}

/** One of the contact of two ions. */
export interface PairParameter extends CalibratedNumber {
  readonly between: readonly [string, string]
}

const MOLAR = { unit: 'kJ/mol', scale: 1 } as const

/** The calibrated parameters of pure water in the order of the file. */
export function calibratedParameters(forceField: ForceField): CalibratedParameter[] {
  const isWater = (selector: string) => selector.split('.')[0] === forceField.network
  const contacts = forceField.contacts.flatMap((contact) => {
    if (contact.role !== 'calibrated' || !contact.between.every(isWater)) return []
    return numbersOf(contact).map((own) => ({ ...own, column: `contact:${contact.name}` }))
  })
  const shells = forceField.shells.flatMap((shell) => {
    if (shell.role !== 'calibrated' || !isWater(shell.of)) return []
    return (['above', 'below'] as const).flatMap((key): CalibratedParameter[] => {
      const branch = shell[key]
      if (branch === null) return []
      const column = `shell:${shell.name}:${key}`
      return [{ name: shell.name, key, ...MOLAR, value: branch.coefficient, column }]
    })
  })
  const { cohesion } = forceField
  if (cohesion === null || !isWater(cohesion.of) || cohesion.role !== 'calibrated') {
    return [...contacts, ...shells]
  }
  const last = { name: 'cohesion', key: 'value', ...MOLAR, value: cohesion.value } as const
  return [...contacts, ...shells, { ...last, column: 'cohesion' }]
}

/** The calibrated contacts of two ions, in the order of the file. */
export function calibratedPairs(forceField: ForceField): PairParameter[] {
  const isIon = (name: string) => forceField.species.some((one) => one.name === name && one.charge)
  return forceField.contacts.flatMap((contact) => {
    const [first, second] = contact.between
    if (contact.role !== 'calibrated' || !isIon(first) || !isIon(second)) return []
    return numbersOf(contact).map((own) => ({ ...own, between: [first, second] as const }))
  })
}

/** A contact entropy of exactly 0 is a choice, not calibrated. */
function numbersOf({ name, enthalpy, entropy }: ContactData): CalibratedNumber[] {
  const own: CalibratedNumber = { name, key: 'enthalpy', ...MOLAR, value: enthalpy }
  if (entropy === 0) return [own]
  const scale = 1000 / ZERO_CELSIUS
  return [own, { name, key: 'entropy', unit: 'J/mol/K', scale, value: entropy }]
}

/** ∂(βH·RT)/∂parameter in units of its column's count: entropies count −T/1000. */
export function freeEnergyFactor({ key }: CalibratedParameter, temperature: number): number {
  return key === 'entropy' ? -temperature / 1000 : 1
}

/** ∂(Σh)/∂parameter in the same units: entropies are no part of the enthalpy. */
export function enthalpyFactor({ key }: CalibratedParameter): number {
  return key === 'entropy' ? 0 : 1
}
