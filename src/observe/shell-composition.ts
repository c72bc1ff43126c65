import { isCation, isLigand } from '../forcefield/species-kinds.ts'
import type { Configuration } from '../model/configuration.ts'
import { Compositions } from './compositions.ts'
import { type NamedSpecies, speciesThat } from './named-species.ts'
import { type Column, type Distribution, emptyDistribution, type Observer } from './observer.ts'

const NEIGHBOURS = 8
const NO_LIGAND = -1

/** 8 kinds of ligands make 12 870 compositions; no species is called so. */
const MOST_KINDS = 8
const OTHERS = '(others)'

/**
 * What the first shells of cations are made of: the distribution `shell:<cation>` counts the ions by the
 * solvents and anions among their 8 nearest neighbours, with bins such as `H2O:4 Cl-:2` and `bare`.
 * Other cations and vacancies are no ligands, and a chelating ligand counts as the one site it holds.
 * Of more than 8 kinds of ligands the eighth and later ones in the force field count as `(others)`.
 *
 * The entropy of the histogram (`evaluate/histogram-observables.ts`) and the free energy of losing
 * a ligand (`evaluate/desolvation-energy.ts`) are computed from it afterwards.
 */
export class ShellCompositionObserver implements Observer {
  readonly columns: readonly Column[] = []
  readonly distributions: readonly Distribution[]
  readonly #configuration: Configuration
  readonly #compositions: Compositions
  /** [species] → kind of ligand, or `NO_LIGAND` */
  readonly #ligand: Int8Array
  /** [species] → which distribution counts its shells, −1 for none */
  readonly #shellOf: Int8Array
  readonly #neighbours = new Int32Array(NEIGHBOURS)

  constructor(configuration: Configuration) {
    const { model } = configuration
    const ligands = speciesThat(model, isLigand)
    const cations = speciesThat(model, isCation)
    const kinds = kindsOf(namesOf(ligands))
    this.#configuration = configuration
    this.#compositions = new Compositions(kinds, NEIGHBOURS)
    this.#ligand = new Int8Array(model.charges.length).fill(NO_LIGAND)
    for (const [k, { index }] of ligands.entries()) {
      this.#ligand[index] = Math.min(k, kinds.length - 1)
    }
    this.#shellOf = new Int8Array(model.charges.length).fill(-1)
    for (const [shell, { index }] of cations.entries()) this.#shellOf[index] = shell
    this.distributions = namesOf(cations).map((name) =>
      emptyDistribution(`shell:${name}`, 'ligands', this.#compositions.labels),
    )
  }

  measure(_out: Float64Array, _offset: number, block: number): void {
    const { lattice, model, state } = this.#configuration
    const speciesOf = model.states.species
    const neighbours = this.#neighbours
    const compositions = this.#compositions
    for (let site = 0; site < state.length; site++) {
      const shell = this.#shellOf[speciesOf[state[site]!]!]!
      if (shell < 0) continue
      lattice.nearest(site, neighbours)
      let composition = compositions.bare
      for (let d = 0; d < NEIGHBOURS; d++) {
        const ligand = this.#ligand[speciesOf[state[neighbours[d]!]!]!]!
        if (ligand !== NO_LIGAND) composition = compositions.withOneMore(composition, ligand)
      }
      this.distributions[shell]!.blocks[block]![composition]! += 1
    }
  }
}

function kindsOf(ligands: readonly string[]): readonly string[] {
  return ligands.length <= MOST_KINDS ? ligands : [...ligands.slice(0, MOST_KINDS - 1), OTHERS]
}

function namesOf(species: readonly NamedSpecies[]): string[] {
  return species.map(({ name }) => name)
}
