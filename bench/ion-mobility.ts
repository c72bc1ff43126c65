import { Chain } from '../src/chain/chain.ts'
import { prepare } from '../src/cli/prepare.ts'
import type { ForceField, ShellBranch, ShellData } from '../src/forcefield/force-field.ts'
import { Hamiltonian } from '../src/model/hamiltonian.ts'
import { compileModel } from '../src/model/lattice-model.ts'
import { RandomChoices } from '../src/numeric/choices.ts'
import { randomStream } from '../src/numeric/random-stream.ts'
import { WATER } from '../src/observe/water-faces.ts'
import { cooledBox } from './cooled-box.ts'

/**
 * What holds ions where they are? `tsx bench/ion-mobility.ts <scenario> <cells> <sweeps> [stiffness …]`: by species of
 * ion, the share of its sites that hold the same species again (or still) after so many sweeps, with all rules about
 * ions' shells, the one that a water serves one cation among them, as stiff as shipped (1) or less; in brackets what
 * chance alone makes. Each box is cooled from 480 K first.
 */
const [name, cells, sweeps] = [process.argv[2]!, process.argv[3]!, Number(process.argv[4])]
const stiffnesses = process.argv.slice(5).map(Number)

/** K, down to the scenario's. */
const ANNEALING = [480, 420, 380, 340, 320]
const SWEEPS_EACH = 3000
const SETTLING = 10_000
const BOXES = 3
const LOOKS = 4

const { scenario, system } = await prepare(name, [{ path: 'lattice.cells', value: cells }])
for (const stiffness of stiffnesses.length === 0 ? [1] : stiffnesses) {
  const model = compileModel(softened(scenario.forceField, stiffness), Object.keys(system.counts))
  const ions = [...model.charges.keys()].filter((species) => model.charges[species] !== 0)
  const kept = ions.map(() => new Float64Array(LOOKS))
  for (let box = 0; box < BOXES; box++) {
    const choices = new RandomChoices(randomStream(`mobility ${box}`, 'chain', name))
    const { cells: size } = scenario
    const configuration = cooledBox(
      { cells: size, model, counts: system.counts, choices },
      ANNEALING,
      SWEEPS_EACH,
    )
    const hamiltonian = new Hamiltonian(model, scenario.temperature)
    const go = (count: number) => {
      const chain = new Chain(configuration, hamiltonian, choices)
      for (let k = 0; k < count; k++) chain.sweep()
    }
    go(SETTLING)
    const sitesOf = (species: number) =>
      [...configuration.state.keys()].filter((site) => configuration.speciesAt(site) === species)
    const before = ions.map(sitesOf)
    for (let look = 0; look < LOOKS; look++) {
      go(sweeps / LOOKS)
      for (const [k, species] of ions.entries()) {
        const same = before[k]!.filter((site) => configuration.speciesAt(site) === species)
        kept[k]![look]! += same.length / before[k]!.length / BOXES
      }
    }
  }
  for (const [k, species] of ions.entries()) {
    const { name: ion } = model.species[species - 1]!
    const chance = system.counts[ion]! / system.sites
    const looks = [...kept[k]!].map((share) => share.toFixed(2)).join(' ')
    process.stdout.write(
      `stiffness ${stiffness}  ${ion.padEnd(5)} ${looks}  (${chance.toFixed(2)})\n`,
    )
  }
}

/** The force field with all shells but those of water among itself less stiff. */
function softened(forceField: ForceField, stiffness: number): ForceField {
  const soft = (branch: ShellBranch | null) =>
    branch && { ...branch, coefficient: stiffness * branch.coefficient }
  const isOfIons = ({ of, weights }: ShellData) =>
    of !== WATER || weights.some((weight) => weight.of !== 'any')
  const shells = forceField.shells.map((shell) =>
    isOfIons(shell) ? { ...shell, above: soft(shell.above), below: soft(shell.below) } : shell,
  )
  return { ...forceField, shells }
}
