import { describe, expect, it } from 'vitest'
import { closedScenario } from '../support/closed-scenario.ts'
import { withExtraRuns } from '../support/with-extra-runs.ts'

/** Corners, and as many centres; in 2³ cells each corner is a neighbour of every centre. */
const HALF = 8
const R = 8.31446261815324

/** Free energies of contacts in kT: −h/RT and s/R of each. */
const CONTACTS = { AA: [-0.5, 0], AB: [-0.9, 0.5], BB: [0.3, 0.2] } as const
const COUNTS = { A: 5, B: 4 }

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)

/** Of all states of so many of each, told by how many of each stand on corners: βF, β⟨Σh⟩, S/k and −Σ p ln p. */
function enumerated(a: number, b: number, withEntropies = true) {
  let [partition, enthalpy, reduced] = [0, 0, 0]
  for (let x = 0; x <= Math.min(a, HALF); x++) {
    for (let y = 0; y <= Math.min(b, HALF - x); y++) {
      const [u, v] = [a - x, b - y]
      if (u + v > HALF) continue
      const states = choose(HALF, x) * choose(HALF - x, y) * choose(HALF, u) * choose(HALF - u, v)
      const numbers = { AA: x * u, AB: x * v + y * u, BB: y * v }
      let [h, s] = [0, 0]
      for (const [pair, [energy, entropy]] of Object.entries(CONTACTS)) {
        h += energy * numbers[pair as keyof typeof numbers]
        s += withEntropies ? entropy * numbers[pair as keyof typeof numbers] : 0
      }
      partition += states * Math.exp(s - h)
      enthalpy += states * Math.exp(s - h) * h
      reduced += states * Math.exp(s - h) * (h - s)
    }
  }
  const betaF = -Math.log(partition)
  const means = { enthalpy: enthalpy / partition, configurational: reduced / partition - betaF }
  return { betaF, ...means, entropy: means.enthalpy - betaF }
}

describe('mixing of two species that are all enumerated', { timeout: 60_000 }, () => {
  const contact = (pair: keyof typeof CONTACTS) => {
    const [enthalpy, entropy] = CONTACTS[pair]
    const between = `[${pair[0]}, ${pair[1]}]`
    return `{ between: ${between}, enthalpy: ${enthalpy} kT, entropy: ${entropy * R} J/mol/K }`
  }
  const scenario = closedScenario(
    `
    forcefield:
      name: mixture
      species: { A: {}, B: {}, vacancy: {} }
      contacts: [ ${contact('AA')}, ${contact('AB')}, ${contact('BB')} ]
    composition: { counts: ${JSON.stringify(COUNTS)} }
    lattice: { cells: 2 }
    sampling: { equilibration: 200, production: 6000, measureEvery: 1, replicas: 2 }
    observables: [mixingEntropy]
    seed: tiny mixture`,
    'mixture',
    { forceField: () => null },
  )
  const { observables } = withExtraRuns(scenario, COUNTS)
  const particles = COUNTS.A + COUNTS.B
  const exact = (of: (part: ReturnType<typeof enumerated>) => number, withEntropies = true) => {
    const part = (a: number, b: number) => of(enumerated(a, b, withEntropies))
    const parts = COUNTS.A * part(particles, 0) + COUNTS.B * part(0, particles)
    return (part(COUNTS.A, COUNTS.B) - parts / particles) / particles
  }
  const deviation = (name: string, value: number) => {
    const found = observables[name]!
    return Math.abs(found.value! - value) / found.standardError!
  }
  const rt = (R * scenario.temperature) / 1000

  it('has the entropy, enthalpy and free energy of all states', () => {
    expect(
      deviation(
        'mixingEntropy',
        exact(({ entropy }) => entropy),
      ),
    ).toBeLessThan(4)
    expect(deviation('mixingEnthalpy', rt * exact(({ enthalpy }) => enthalpy))).toBeLessThan(4)
    expect(deviation('mixingGibbs', rt * exact(({ betaF }) => betaF))).toBeLessThan(4)
    expect(observables.mixingEntropy!.standardError).toBeLessThan(0.01)
  })

  it('which is not the ideal one, nor that of the contacts without their entropies', () => {
    expect(deviation('mixingEntropy', observables.mixingEntropyIdeal!.value!)).toBeGreaterThan(5)
    expect(
      deviation(
        'mixingEntropy',
        exact(({ entropy }) => entropy, false),
      ),
    ).toBeGreaterThan(5)
  })

  it('nor that of contact free energies in the place of enthalpies', () => {
    const wrong = exact(({ configurational }) => configurational)
    expect(deviation('mixingEntropy', wrong)).toBeGreaterThan(5)
  })
})
