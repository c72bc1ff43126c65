import type { Configuration } from '../model/configuration.ts'
import type { Choices } from '../numeric/choices.ts'
import type { Move } from './move.ts'
import type { SiteWeight } from './site-weight.ts'
import { SiteWindow } from './site-window.ts'

/** Turns the molecule on a random site, drawing its orientation from the heat bath of its neighbours. */
export class Reorientation implements Move {
  readonly name = 'reorientation'
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #site: SiteWeight
  readonly #window: SiteWindow

  constructor(
    configuration: Configuration,
    choices: Choices,
    site: SiteWeight,
    window: SiteWindow = new SiteWindow(configuration.lattice),
  ) {
    this.#configuration = configuration
    this.#choices = choices
    this.#site = site
    this.#window = window
  }

  attempt(): boolean {
    return this.attempts(1) === 1
  }

  attempts(count: number): number {
    return this.#window.attempts(count, this.#choices, (row) => this.#attempts(row))
  }

  #attempts(count: number): number {
    const { state, facing, model } = this.#configuration
    const { species: speciesOf, first } = model.states
    const { factors } = this.#site
    const choices = this.#choices
    const window = this.#window
    let accepted = 0
    for (let k = 0; k < count; k++) {
      const site = window.site(choices.below(window.size))
      const before = state[site]!
      const species = speciesOf[before]!
      const molecule = factors[species]!
      if (molecule.orientations === 1) continue
      molecule.weigh(facing[2 * site]!, facing[2 * site + 1]!)
      const after = first[species]! + molecule.pick(choices)
      if (after === before) continue
      this.#configuration.replace(site, after)
      accepted++
    }
    return accepted
  }
}
