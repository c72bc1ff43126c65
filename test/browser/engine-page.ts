import { parseDensityTable, parseScenario, resolve, simulate } from '../../src/engine.ts'
import { recordConfigurations } from '../../src/evaluate/configuration-record.ts'
import { measuredTable } from '../../src/store/series.ts'
import { formatCsv } from '../../src/table/csv.ts'

/** The texts that a scenario is made of, and by name those of the force fields that it names. */
export interface Texts {
  readonly scenario: string
  readonly forceFields: Readonly<Record<string, string>>
  readonly densities: string
}

/** The files of a result, by name. */
export type Files = Readonly<Record<'result.json' | 'series.csv' | 'configuration.json', string>>

/** Runs a scenario in the thread of a page. */
async function runInPage({ scenario: text, forceFields, densities }: Texts): Promise<Files> {
  const forceField = (name: string) => {
    const found = forceFields[name]
    return found === undefined ? null : { text: found, file: name }
  }
  const parsed = parseScenario(text, 'scenario.yaml', { forceField })
  const system = await resolve(parsed, { densities: parseDensityTable(densities) })
  const { scenario } = system
  for await (const event of simulate(system)) {
    if (event.kind === 'failed') throw new Error(event.failure.cause)
    if (event.kind !== 'finished') continue
    const { replicas, result } = event
    const table = measuredTable(replicas, scenario.sampling.measureEvery)
    const configuration = recordConfigurations(replicas, scenario, system.system.counts)
    return {
      'result.json': JSON.stringify(result),
      'series.csv': [...formatCsv(table)].join(''),
      'configuration.json': JSON.stringify(configuration),
    }
  }
  throw new Error('a simulation ended without an end')
}

Object.assign(globalThis, { runInPage })
