// Runs a shipped scenario in two threads, shows how far it is, and prints three observables. Ctrl-C stops it.
import { readScenario, resolve, simulate, threads } from 'entrolyte'

const scenario = await readScenario('zncl2-2m', {
  set: {
    temperature: '280 K',
    'lattice.cells': 6,
    'sampling.equilibration': 100,
    'sampling.production': 400,
    'sampling.replicas': 2,
  },
})
const system = await resolve(scenario)
console.log(`${system.system.sites} sites hold`, system.system.counts)

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
const runner = threads(2)
for await (const event of simulate(system, { runner, signal: stop.signal })) {
  if (event.kind === 'progress') {
    const { replica, phase, done, total } = event.progress
    process.stderr.write(`\rreplica ${replica + 1}: ${phase}, ${done} of ${total} sweeps  `)
  } else if (event.kind === 'finished') {
    process.stderr.write('\n')
    for (const name of ['energyPerWater', 'hydrogenBondsPerWater', 'tetrahedralOrder']) {
      const { value, standardError, unit } = event.result.observables[name]
      console.log(`${name} = ${value} ± ${standardError} ${unit}`)
    }
  } else if (event.kind === 'failed') throw new Error(event.failure.cause)
  else if (event.kind === 'interrupted') console.log('interrupted')
}
await runner.close()
