import type { ForceField } from '../../src/forcefield/force-field.ts'
import { shippedScenario } from './shipped-scenario.ts'

const NUMBERS: Readonly<Record<string, readonly [enthalpy: number, entropy: number]>> = {
  'straight hydrogen bond': [-12.53, -7.2],
  'bent hydrogen bond': [-8.9, 11.1],
  'water at the second distance': [1, 0],
}

/**
 * Water as it was shipped until 2026-11-30, whose liquid was metastable from room temperature up: a control for whatever
 * is to find crystals out.
 */
export function oldWater(): ForceField {
  const { forceField } = shippedScenario('pure-water', {})
  return {
    ...forceField,
    contacts: forceField.contacts.map((contact) => {
      const [enthalpy, entropy] = NUMBERS[contact.name] ?? [contact.enthalpy, contact.entropy]
      return { ...contact, enthalpy, entropy }
    }),
    shells: forceField.shells.map((shell) => {
      if (shell.name !== 'water, at most four neighbours') return shell
      return { ...shell, above: { coefficient: 0.8, power: 2 as const } }
    }),
  }
}
