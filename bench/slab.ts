import { prepare } from '../src/cli/prepare.ts'
import { slabOf } from '../src/results/slab.ts'
import { withoutTransients } from '../src/results/transient.ts'
import { runReplica } from '../src/run/replica.ts'
import { slabRun } from '../src/thermodynamics/slab-runs.ts'
import { solutionUnit } from '../src/thermodynamics/solution-unit.ts'

/**
 * Does ice keep the ions of a solution out? `tsx bench/slab.ts <scenario> <kelvin> [path=value …]`: half a box of pure ice
 * beside the solution, 12 cells, and what its layers hold at last: order (1 in ice, 0 in a liquid), waters, other species.
 */
const FILLINGS = { filling: 0.56, ice: 0.52 }

const [name, kelvin] = process.argv.slice(2) as [string, string]
const settings = [
  'lattice.cells=12',
  `temperature=${kelvin} K`,
  'sampling.equilibration=500',
  'sampling.production=3000',
  'sampling.measureEvery=20',
  'sampling.branch=equilibrium',
  ...process.argv.slice(4),
].map((text) => {
  const [path, value] = text.split(/=(.*)/s) as [string, string]
  return { path, value }
})
const { scenario, system } = prepare(name, settings)
const unit = solutionUnit(scenario, system.counts, 1)
if (unit === null) throw new RangeError(`${name} is no solution of salts in water`)
const { name: label, ...task } = slabRun(scenario, 'slab', { unit, ...FILLINGS })
const { replicas } = withoutTransients(
  [runReplica({ ...task, replica: 0 })],
  task.scenario.sampling,
)
const { growth, layers } = slabOf(scenario, { name: label, record: replicas[0]! })
process.stdout.write(
  `${name} ${kelvin} K: ice grows by ${(1000 * growth).toFixed(4)} per 1000 sweeps\n`,
)
for (const [k, { ice, waters, others }] of layers.entries()) {
  const ions = Object.entries(others).map(([ion, number]) => `${ion} ${number.toFixed(1)}`)
  process.stdout.write(
    `${k}: order ${ice.toFixed(2)}, H2O ${waters.toFixed(0)}, ${ions.join(', ')}\n`,
  )
}
