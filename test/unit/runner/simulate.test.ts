import { expect, test } from 'vitest'
import { digestOf } from '../../../src/evaluate/digest.ts'
import {
  defineMethod,
  defineMove,
  defineObserver,
  inline,
  type KeptRun,
  readScenario,
  resolve,
  type SimulateEvent,
  type SimulateOptions,
  simulate,
  threads,
} from '../../../src/index.ts'

const set = {
  'lattice.cells': 4,
  'sampling.equilibration': 20,
  'sampling.production': 100,
  'sampling.replicas': 2,
  observables: '[energy]',
}
const system = await resolve(await readScenario('pure-water', { set }))

async function lastOf(options: SimulateOptions = {}, of = system): Promise<SimulateEvent> {
  let last: SimulateEvent | null = null
  for await (const event of simulate(of, options)) last = event
  return last!
}

async function finished(options: SimulateOptions = {}, of = system) {
  const last = await lastOf(options, of)
  if (last.kind !== 'finished') throw new Error(JSON.stringify(last))
  return last
}

const energy = defineObserver({
  name: 'mine',
  columns: [
    { name: 'mine', unit: 'kJ/mol' },
    { name: 'twice', unit: 'kJ/mol' },
  ],
  measure: (configuration, hamiltonian) => {
    const perSite = hamiltonian.enthalpy(configuration) / configuration.lattice.sites
    return [perSite, 2 * perSite]
  },
})

/** Tries nothing, but takes its attempts. */
const idle = defineMove({ name: 'idle', share: 0.5, create: () => ({ attempt: () => false }) })

test('a plain simulation says nothing of additions, and its digest is its own', async () => {
  const { result, replicas } = await finished()
  expect(result).not.toHaveProperty('custom')
  expect(result.digest).toBe(digestOf(result))
  expect(result.provenance.node).toBe(process.version)
  expect(replicas).toHaveLength(2)
})

test('an observer of one’s own is evaluated like any other and changes no number of the others', async () => {
  const plain = (await finished()).result.observables
  const { result } = await finished({ observers: [energy] })
  const { mine, twice, ...others } = result.observables
  expect(others).toEqual(plain)
  expect(mine).toEqual(plain.energyPerSite)
  expect(twice!.value).toBeCloseTo(2 * plain.energyPerSite!.value!, 12)
  expect(result.custom).toEqual({ observers: ['mine'], moves: {}, methods: [] })
})

test('a move of one’s own has its share of the attempts', async () => {
  const { result } = await finished({ moves: [idle] })
  const { 'custom:idle': own, ...others } = result.moves
  const rest = Object.values(others).reduce((sum, { attempts }) => sum + attempts, 0)
  // Pure water has no solutes: turns and exchanges, of 0.25, 0.05 and 0.3.
  expect(own!.attempts / (rest + own!.attempts)).toBeCloseTo(0.5 / 1.1, 1)
  expect(own!.accepted).toBe(0)
  expect(result.custom).toEqual({ observers: [], moves: { 'custom:idle': 0.5 }, methods: [] })
})

test('a move that does not keep the counts is found out', async () => {
  const careless = defineMove({
    name: 'careless',
    share: 0.1,
    create: ({ contacts }) => ({
      attempt: () => {
        contacts[0]! += 1
        return true
      },
    }),
  })
  const { result } = await finished({ moves: [careless] })
  expect(result.state).toBe('failed')
  expect(result.warnings.map(({ code }) => code)).toContain('energy-drift')
})

test('a method of one’s own gets its observables into the result', async () => {
  const three = { value: 3, standardError: 0, unit: '', tauInt: null } as const
  const method = defineMethod({
    observables: ['three'],
    obstacle: () => null,
    // biome-ignore lint/correctness/useYield: it needs no runs
    *plan() {
      const observables = { three: { ...three, effectiveSamples: null, equilibrated: null } }
      return { observables, warnings: [] }
    },
  })
  const { result } = await finished({ methods: [method] })
  expect(result.observables.three?.value).toBe(3)
  expect(result.custom?.methods).toEqual(['three'])
})

test('what goes on from a checkpoint with an observer of one’s own comes to the same', async () => {
  // Longer than the time between two reports of progress, on whatever machine.
  const longer = await readScenario('pure-water', {
    set: { ...set, 'sampling.production': 20_000 },
  })
  const long = await resolve(longer)
  const whole = await finished({ observers: [energy] }, long)
  const stop = new AbortController()
  let kept: readonly KeptRun[] = []
  const events = simulate(long, { observers: [energy], signal: stop.signal })
  for await (const event of events) {
    if (event.kind === 'progress') stop.abort()
    if (event.kind === 'checkpoint') kept = event.runs
  }
  const done = kept[0]!.snapshots[0]!.done
  expect(done > 0 && done < 20_020).toBe(true)
  const again = await finished({ observers: [energy], kept }, long)
  expect(again.result.digest).toBe(whole.result.digest)
})

test('a simulation ends as interrupted where it is stopped', async () => {
  const signal = AbortSignal.abort()
  expect((await lastOf({ signal })).kind).toBe('interrupted')
})

test('functions do not get into other threads', async () => {
  const runner = threads(1)
  await expect(lastOf({ runner, observers: [energy] })).rejects.toThrow(TypeError)
  await expect(lastOf({ runner, moves: [idle] })).rejects.toThrow(/inline\(\)/)
  await runner.close()
})

test('names that are there already are refused', async () => {
  const taken = defineObserver({ name: 'energyPerSite', measure: () => 0 })
  const last = await lastOf({ observers: [taken], runner: inline() })
  expect(last).toMatchObject({
    kind: 'failed',
    failure: { cause: expect.stringContaining('there is a energyPerSite already') },
  })
  await expect(lastOf({ moves: [idle, idle] })).rejects.toThrow('there are two moves custom:idle')
  expect(() => defineMove({ ...idle, name: 'x', share: 0 })).toThrow(RangeError)
})
