import { isCation, isIon, isLigand, isSolvent } from '../forcefield/species-kinds.ts'
import type { Configuration } from '../model/configuration.ts'
import { speciesThat } from './named-species.ts'
import { type Column, type Distribution, emptyDistribution, type Observer } from './observer.ts'

const NEIGHBOURS = 8

interface Pair {
  readonly ion: number
  readonly ligand: number
}

/**
 * First shells of ions: `coordination:<ion>-<ligand>` is the mean number of nearest neighbours of that
 * species, for each cation with every anion and neutral species, and for each anion with every solvent. A chelating
 * ligand counts as the one site it holds. The distributions of the same names count the ions with
 * 0 … 8 such ligands.
 */
export class CoordinationObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[]
  readonly #configuration: Configuration
  readonly #pairs: readonly Pair[]
  /** Whether a species is the ion of some pair. */
  readonly #isCentre: Uint8Array
  readonly #neighbours = new Int32Array(NEIGHBOURS)
  /** [species] → number among the neighbours of one ion */
  readonly #found: Int32Array
  /** [ion × species + ligand's species] → sum over the ions */
  readonly #sums: Float64Array

  constructor(configuration: Configuration) {
    const { model, population } = configuration
    const { species } = model
    this.#configuration = configuration
    this.#pairs = speciesThat(model, isIon).flatMap(({ index: ion }) => {
      const around = isCation(species[ion - 1]!) ? isLigand : isSolvent
      return speciesThat(model, around).map(({ index: ligand }) => ({ ion, ligand }))
    })
    const names = this.#pairs.map(
      ({ ion, ligand }) => `coordination:${species[ion - 1]!.name}-${species[ligand - 1]!.name}`,
    )
    this.columns = names.map((name) => ({ name, unit: '' }))
    const bins = Array.from({ length: NEIGHBOURS + 1 }, (_, ligands) => ligands)
    this.distributions = names.map((name) => emptyDistribution(name, 'ligands', bins))
    this.#isCentre = Uint8Array.from(population, (_, centre) =>
      this.#pairs.some(({ ion }) => ion === centre) ? 1 : 0,
    )
    this.#found = new Int32Array(population.length)
    this.#sums = new Float64Array(population.length * population.length)
  }

  measure(out: Float64Array, offset: number, block: number): void {
    const { lattice, model, state, population } = this.#configuration
    const speciesOf = model.states.species
    const neighbours = this.#neighbours
    const found = this.#found
    const sums = this.#sums.fill(0)
    for (let site = 0; site < state.length; site++) {
      const centre = speciesOf[state[site]!]!
      if (this.#isCentre[centre] === 0) continue
      lattice.nearest(site, neighbours)
      found.fill(0)
      for (let d = 0; d < NEIGHBOURS; d++) found[speciesOf[state[neighbours[d]!]!]!]! += 1
      for (let pair = 0; pair < this.#pairs.length; pair++) {
        const { ion, ligand } = this.#pairs[pair]!
        if (ion !== centre) continue
        sums[ion * population.length + ligand]! += found[ligand]!
        this.distributions[pair]!.blocks[block]![found[ligand]!]! += 1
      }
    }
    for (const [column, { ion, ligand }] of this.#pairs.entries()) {
      const ions = Math.max(population[ion]!, 1)
      out[offset + column] = sums[ion * population.length + ligand]! / ions
    }
  }
}
