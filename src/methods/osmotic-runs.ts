import { cellsOfTrap, LAYERS_HELD } from '../model/ion-trap.ts'
import { WATER } from '../observe/water-faces.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { type ExtraRun, extraRun, sitesOf } from './extra-run.ts'
import { saltUnits } from './salt-units.ts'
import { waterFilling } from './water-filling.ts'

/** Of the ions that the composition of the scenario would take: below it and above. */
const AMOUNTS = [0.85, 1.15]
/** Waters that an ion takes the place of, as found for these salts. */
const DISPLACED = 0.28

/**
 * Ions of the scenario, in its proportions, held in the middle of a box of water by a potential that they alone feel:
 * rather fewer and rather more than its composition would take. None where it names no salts, where water has no density,
 * or where they would not leave room for it.
 */
export function osmoticRuns(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
): ExtraRun[] {
  const units = saltUnits(scenario, counts)
  const waters = counts[WATER] ?? 0
  if (units === null || units.length === 0 || waters === 0) return []
  const ionsIn = units.reduce(
    (sum, { salt, units: n }) => sum + n * (salt.cations + salt.anions),
    0,
  )
  const box = { ...scenario, cells: cellsOfTrap(scenario.cells) }
  const filling = waterFilling(scenario.forceField)
  const held = LAYERS_HELD * box.cells * box.cells * filling
  const most = (Math.max(...AMOUNTS) * held * ionsIn) / waters
  if (filling === 0 || filling * sitesOf(box) + most > sitesOf(box)) return []
  return AMOUNTS.map((amount, k) => {
    const ions: Record<string, number> = {}
    for (const { salt, units: whole } of units) {
      const share = Math.max(1, Math.round((amount * held * whole) / waters))
      for (const [{ name }, each] of [
        [salt.cation, salt.cations],
        [salt.anion, salt.anions],
      ] as const) {
        ions[name] = (ions[name] ?? 0) + share * each
      }
    }
    const number = Object.values(ions).reduce((sum, count) => sum + count, 0)
    return extraRun(box, {
      name: osmoticNames()[k]!,
      counts: { ...ions, [WATER]: Math.round(filling * sitesOf(box) - DISPLACED * number) },
      observables: ['energy', 'iceLayers'],
      branch: { ionsHeld: true },
      start: 'random',
    })
  })
}

export function osmoticNames(): string[] {
  return AMOUNTS.map((_, k) => `osmotic:${k}`)
}
