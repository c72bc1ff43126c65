import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import type { Column, Observer } from './observer.ts'

/** An observer of a user's own. With distributions it is written as `create`; for numbers `defineObserver` does. */
export interface CustomObserver {
  readonly name: string
  /** Makes the observer for a replica. */
  readonly create: (configuration: Configuration, hamiltonian: Hamiltonian) => Observer
}

/** What `defineObserver` is given. */
export interface CustomObserverDefinition {
  /** What records call the observer. */
  readonly name: string
  /** Names and units of what is measured; no name of a built-in column. Absent: one, called like the observer. */
  readonly columns?: readonly Column[]
  /**
   * The value of each column, in their order; NaN where it is undefined. Changes nothing. A number alone where there is
   * one column.
   */
  readonly measure: (
    configuration: Configuration,
    hamiltonian: Hamiltonian,
  ) => number | readonly number[]
}

/**
 * An observer of a user's own, to be given to `simulate` in `observers`. Its columns are observables like any others:
 * measured every `measureEvery` sweeps of production, with mean, standard error, autocorrelation time and verdict.
 */
export function defineObserver({
  name,
  columns = [{ name, unit: '' }],
  measure,
}: CustomObserverDefinition): CustomObserver {
  return {
    name,
    create: (configuration, hamiltonian) => ({
      columns,
      distributions: [],
      measure(out, offset) {
        const values = measure(configuration, hamiltonian)
        const row = typeof values === 'number' ? [values] : values
        if (row.length !== columns.length) {
          throw new RangeError(
            `observer ${name} measured ${row.length} numbers for ${columns.length} columns`,
          )
        }
        out.set(row, offset)
      },
    }),
  }
}

/** The observers of a user's own for a configuration. @throws RangeError for a column that there is already */
export function createCustomObservers(
  custom: readonly CustomObserver[],
  before: readonly Observer[],
  configuration: Configuration,
  hamiltonian: Hamiltonian,
): Observer[] {
  const names = new Set(before.flatMap(({ columns }) => columns.map(({ name }) => name)))
  return custom.map(({ name: observer, create }) => {
    const created = create(configuration, hamiltonian)
    for (const { name } of created.columns) {
      if (names.has(name)) throw new RangeError(`observer ${observer}: there is a ${name} already`)
      names.add(name)
    }
    return created
  })
}
