import { LIMITS } from '../document/limits.ts'
import { networkCount, networkName } from '../forcefield/species-kinds.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { REFERENCE_TEMPERATURE, ZERO_CELSIUS } from '../units/constants.ts'
import { FEWEST_WATERS } from './crystals.ts'
import type { Solution } from './solution.ts'

export interface CompositionWarning {
  readonly code:
    | 'composition-rounded'
    | 'too-few-ions'
    | 'too-few-waters'
    | 'density-estimated'
    | 'extrapolated'
  readonly message: string
}

interface Composed {
  readonly counts: Readonly<Record<string, number>>
  readonly sites: number
  readonly solution: Solution | null
  readonly molality: Readonly<Record<string, number>> | null
}

const ENOUGH_IONS = 20
/** K; the range for which the force field was made. */
const RANGE = { from: ZERO_CELSIUS - 100, to: ZERO_CELSIUS + 200 }

/** What a user should know about a composition before the run. */
export function compositionWarnings(scenario: Scenario, composed: Composed): CompositionWarning[] {
  return [
    ...rounded(composed),
    ...tooFewIons(scenario, composed),
    ...tooFewWaters(scenario, composed),
    ...densityEstimated(scenario, composed),
    ...extrapolated(scenario),
  ]
}

function rounded({ solution, molality }: Composed): CompositionWarning[] {
  if (solution === null || molality === null) return []
  return solution.recipe.salts.flatMap(({ salt: { formula } }, index): CompositionWarning[] => {
    const wanted = solution.molalities[index]!
    const real = molality[formula]!
    if (Math.abs(real - wanted) <= 0.02 * wanted) return []
    const message = `whole particles make ${formula} ${real.toFixed(3)} mol/kg instead of ${wanted.toFixed(3)}`
    return [{ code: 'composition-rounded', message: `${message}: take more cells` }]
  })
}

function tooFewIons({ forceField, cells }: Scenario, { counts, solution, sites }: Composed) {
  return forceField.species.flatMap(({ name, charge }): CompositionWarning[] => {
    const count = counts[name]
    if (count === undefined || charge === 0 || count >= ENOUGH_IONS) return []
    const share = solution === null ? count / sites : shareOf(name, solution, sites, counts)
    if (share === 0) return []
    const needed = cellsFor(share, cells, ENOUGH_IONS)
    const remedy =
      needed === null ? 'no box is large enough' : `${needed} cells would hold ${ENOUGH_IONS}`
    return [{ code: 'too-few-ions', message: `only ${count} ${name} in the box: ${remedy}` }]
  })
}

function tooFewWaters({ forceField, cells }: Scenario, { counts, sites }: Composed) {
  const waters = networkCount(forceField, counts)
  if (waters === 0 || waters >= FEWEST_WATERS) return []
  const needed = cellsFor(waters / sites, cells, FEWEST_WATERS)
  const remedy =
    needed === null ? 'no box is large enough' : `${needed} cells would hold ${FEWEST_WATERS}`
  const message = `only ${waters} ${networkName(forceField)} in the box, so that a crystal is not told from a liquid: ${remedy}`
  return [{ code: 'too-few-waters', message } satisfies CompositionWarning]
}

/** Ions of a kind per site before rounding. */
function shareOf(name: string, solution: Solution, sites: number, counts: Composed['counts']) {
  const moles = solution.recipe.salts.reduce((sum, { salt }, index) => {
    const cations = salt.cation.name === name ? salt.cations : 0
    const anions = salt.anion.name === name ? salt.anions : 0
    return sum + solution.molalities[index]! * (cations + anions)
  }, 0)
  const { species, moles: solvent } = solution.recipe.solvents[0]!
  return ((moles / solvent) * counts[species.name]!) / sites
}

/** The least even number of cells that holds enough at that many per site; null above the limit. */
function cellsFor(share: number, from: number, enough: number): number | null {
  for (let cells = from; cells <= LIMITS.cells.most; cells += 2) {
    if (2 * cells * cells * cells * share >= enough) return cells
  }
  return null
}

function densityEstimated({ temperature }: Scenario, { solution }: Composed): CompositionWarning[] {
  const source = solution?.source ?? 'given'
  if (source === 'given' || source === 'vacancies' || source === 'pressure') return []
  const near = Math.abs(temperature - REFERENCE_TEMPERATURE) <= 1
  if (source === 'measured' && near) return []
  const how = {
    measured: 'the density is the one measured',
    'mixing-rule': 'the density is estimated from those of the single salts',
    'partial-volumes': 'the density is estimated from partial molar volumes at infinite dilution',
  }[source]
  const where = `${how} at 25 °C`
  const message = near ? where : `${where}, while the run is at ${celsius(temperature)}`
  return [{ code: 'density-estimated', message }]
}

function extrapolated({ temperature }: Scenario): CompositionWarning[] {
  if (temperature >= RANGE.from && temperature <= RANGE.to) return []
  const message = `${celsius(temperature)} lies outside −100…200 °C, for which the model was made`
  return [{ code: 'extrapolated', message }]
}

function celsius(temperature: number): string {
  return `${(temperature - ZERO_CELSIUS).toFixed(1)} °C`
}
