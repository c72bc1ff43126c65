// Measures something that entrolyte does not know, and makes moves of its own: any two sites exchange what they hold.
import { defineMove, defineObserver, exp, readScenario, resolve, simulate, VACANT } from 'entrolyte'

const pairedVacancies = defineObserver({
  name: 'pairedVacancies',
  measure({ state, lattice }) {
    let [vacancies, paired] = [0, 0]
    for (let site = 0; site < lattice.sites; site++) {
      if (state[site] !== VACANT) continue
      vacancies++
      const around = [0, 1, 2, 3, 4, 5, 6, 7].map((d) => state[lattice.neighbour(site, d)])
      if (around.includes(VACANT)) paired++
    }
    return paired / vacancies
  },
})

/** Metropolis with the energy of the whole box: slow and plain. Without charges, `replace` does all. */
const anySwap = defineMove({
  name: 'any-swap',
  share: 0.1,
  create: (configuration, hamiltonian, choices) => ({
    attempt() {
      const { state, lattice } = configuration
      const [a, b] = [choices.below(lattice.sites), choices.below(lattice.sites)]
      const [atA, atB] = [state[a], state[b]]
      if (atA === atB) return false
      const before = hamiltonian.reducedEnergy(configuration)
      configuration.replace(a, atB)
      configuration.replace(b, atA)
      if (choices.accept(exp(before - hamiltonian.reducedEnergy(configuration)), 1)) return true
      configuration.replace(b, atB)
      configuration.replace(a, atA)
      return false
    },
  }),
})

const set = { 'lattice.cells': 4, 'sampling.equilibration': 200, 'sampling.production': 2000 }
const system = await resolve(await readScenario('pure-water', { set }))
for await (const event of simulate(system, { observers: [pairedVacancies], moves: [anySwap] })) {
  if (event.kind !== 'finished') continue
  const { observables, moves, custom } = event.result
  console.log(observables.pairedVacancies, moves['custom:any-swap'], custom)
}
