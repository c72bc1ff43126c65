// Runs pure water at three temperatures, keeps each result, and makes one table of all of them.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readScenario, resolve, simulate } from 'entrolyte'
import { openResult, toCsv, toParquet, writeResult } from 'entrolyte/io'

const results = mkdtempSync(join(tmpdir(), 'temperatures-'))
const temperatures = [280, 300, 320]
for (const kelvins of temperatures) {
  const set = {
    temperature: `${kelvins} K`,
    'lattice.cells': 4,
    'sampling.equilibration': 200,
    'sampling.production': 1000,
  }
  const system = await resolve(await readScenario('pure-water', { set }))
  for await (const event of simulate(system)) {
    if (event.kind === 'finished') writeResult(join(results, `${kelvins}K`), event)
  }
}

/** @type {import('entrolyte/io').Table} */
const table = {
  columns: [
    { name: 'temperature', unit: 'K', kind: 'number' },
    { name: 'energyPerWater', unit: 'kJ/mol', kind: 'number' },
    { name: 'standardError', unit: 'kJ/mol', kind: 'number' },
  ],
  rows: () =>
    temperatures.map((kelvins) => {
      const result = openResult(join(results, `${kelvins}K`))
      if (result.kind !== 'run') throw new Error('a run was expected')
      const { value, standardError } = result.record.observables.energyPerWater
      return [kelvins, value, standardError]
    }),
}
writeFileSync(join(results, 'water.parquet'), toParquet(table))
console.log(toCsv(table))
