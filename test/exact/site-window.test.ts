import { describe, expect, it } from 'vitest'
import { BccLattice } from '../../src/lattice/bcc.ts'
import type { Move } from '../../src/moves/move.ts'
import { SiteWindow } from '../../src/moves/site-window.ts'
import type { Choices } from '../../src/numeric/choices.ts'
import { EXACT, MoveBench } from '../support/move-bench.ts'

/** The bench's 4³ cells hold 128 sites; a layer of them 32. */
const CELLS = 4
const SITES = 40

const bench = new MoveBench({ 'Zn2+': 1, rod: 1 }, 1, undefined, CELLS)
const { configuration, hamiltonian, states } = bench.ensemble

/** P(X → Y) for all Y that one attempt leads to, each Y by its sites: not up to translation, which windows break. */
function rowFrom(move: Move, start: Uint8Array): Map<string, number> {
  const row = new Map<string, number>()
  const from = start.join()
  let changed = true
  bench.choices.enumerate(
    () => {
      if (changed) configuration.fill(start)
      changed = move.attempt()
    },
    (probability) => {
      const to = changed ? configuration.state.join() : from
      row.set(to, (row.get(to) ?? 0) + probability)
    },
  )
  return row
}

function energy(state: Uint8Array): number {
  configuration.fill(state)
  return hamiltonian.reducedEnergy(configuration)
}

/** The largest |π_X P_XY / π_Y P_YX − 1| between a few states and all that they lead to. */
function imbalance(move: Move): number {
  let [worst, pairs] = [0, 0]
  for (let k = 0; k < 4; k++) {
    const start = states[Math.floor(((k + 0.5) * states.length) / 4)]!
    const own = energy(start)
    for (const [to, forth] of rowFrom(move, start)) {
      const end = Uint8Array.from(to.split(','), Number)
      if (to === start.join()) continue
      const back = rowFrom(move, end).get(start.join()) ?? 0
      const ratio = (forth / back) * Math.exp(energy(end) - own)
      worst = Math.max(worst, Math.abs(ratio - 1))
      pairs++
    }
  }
  expect(pairs).toBeGreaterThanOrEqual(4)
  return worst
}

describe('a window on the sites', () => {
  const window = () => new SiteWindow(configuration.lattice, SITES)

  it('keeps detailed balance, state by state', { timeout: 60_000 }, () => {
    expect(window().size).toBe(32)
    expect(imbalance(bench.reorientation(window()))).toBeLessThan(1e3 * EXACT)
    expect(imbalance(bench.exchange('near', 1, window()))).toBeLessThan(1e3 * EXACT)
    expect(imbalance(bench.exchange('far', 1, window()))).toBeLessThan(1e3 * EXACT)
  })

  it('would not if it went with the molecules', { timeout: 60_000 }, () => {
    class Following extends SiteWindow {
      override site(index: number): number {
        const isNearby = configuration.speciesAt(super.site(0)) !== 0
        return super.site(isNearby ? index & ~1 : index)
      }
    }
    const following = new Following(configuration.lattice, SITES)
    expect(imbalance(bench.exchange('near', 1, following))).toBeGreaterThan(0.01)
  })

  it('holds a site but once, and all windows together hold each equally often', () => {
    const seen = new Map<number, number>()
    const layers = window()
    for (let first = 0; first < CELLS; first++) {
      const choices = { below: () => first } as unknown as Choices
      layers.attempts(1, choices, () => {
        const held = Array.from({ length: layers.size }, (_, index) => layers.site(index))
        expect(new Set(held).size).toBe(layers.size)
        for (const site of held) seen.set(site, (seen.get(site) ?? 0) + 1)
        return 0
      })
    }
    expect(seen.size).toBe(configuration.lattice.sites)
    expect(new Set(seen.values())).toEqual(new Set([1]))
  })

  it('is the whole of a small lattice, and draws nothing for that', () => {
    const whole = new SiteWindow(new BccLattice(16))
    const choices = { below: () => expect.unreachable() } as unknown as Choices
    expect(whole.size).toBe(8192)
    expect(whole.site(5000)).toBe(5000)
    expect(whole.attempts(7, choices, (count) => count)).toBe(7)
  })

  it.each([1, 31, 32, 64, 65, 200, 331])('makes %i attempts in rows alike both ways', (count) => {
    const rows: number[] = []
    const choices = { below: () => 0 } as unknown as Choices
    const row = (attempts: number) => {
      rows.push(attempts)
      return attempts
    }
    expect(window().attempts(count, choices, row)).toBe(count)
    expect(rows.length % 2).toBe(1)
    expect(rows).toEqual(rows.toReversed())
    expect(Math.max(...rows)).toBeLessThan(4 * window().size)
  })
})
