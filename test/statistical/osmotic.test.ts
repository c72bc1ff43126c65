import { describe, expect, it } from 'vitest'
import { prepare } from '../../src/cli/prepare.ts'
import { RunResult, resultsOf } from '../../src/methods/method.ts'
import { osmotic, osmoticResult, osmoticRuns } from '../../src/methods/osmotic.ts'
import { carriedOut } from '../support/carried-out.ts'

describe('osmotic coefficient of spheres without energy', async () => {
  const { scenario, system } = await prepare('zncl2-2m', [
    { path: 'forcefield', value: '"null"' },
    { path: 'composition.salts', value: '{ ZnCl2: 8 mol/kg }' },
    { path: 'lattice.cells', value: '8' },
    { path: 'sampling.equilibration', value: '200' },
    { path: 'sampling.production', value: '1000' },
    { path: 'sampling.measureEvery', value: '5' },
  ])
  const subject = { scenario, counts: system.counts }
  const runs = osmoticRuns(subject)!
  const results: readonly [RunResult, RunResult] = carriedOut(resultsOf(runs))
  const { H2O, ...ions } = system.counts
  const ratio = Object.values(ions).reduce((sum, count) => sum + count, 0) / H2O!
  const { coefficient, filling } = osmoticResult(ratio, results)!
  // Water is as likely to fill a site that is free of ions as outside, and βΠv = −ln(1 − x) where ions take x of all.
  const odds = ratio * filling.value
  const exact = Math.log1p(odds) / odds

  it('is that of hard cores', () => {
    expect(coefficient.settled).toBe(true)
    expect(coefficient.standardError).toBeLessThan(0.012)
    expect(Math.abs(coefficient.value - exact)).toBeLessThan(3.5 * coefficient.standardError)
  })

  it('and not that of an ideal solution, nor of one with more ions per water', () => {
    expect(exact).toBeLessThan(0.93)
    expect(1 - coefficient.value).toBeGreaterThan(4 * coefficient.standardError)
    const other = osmoticResult(2.5 * ratio, results)!.coefficient
    expect(Math.abs(other.value - exact)).toBeGreaterThan(0.03)
  })

  it('has no value where one of its runs has no ions in the middle', () => {
    const emptied = ({ run, records }: RunResult) => {
      return new RunResult(
        run,
        records.map((record) => {
          const { columns } = record
          const series = record.series.map((value, at) =>
            columns[at % columns.length]!.name.startsWith('layerOf:') ? 0 : value,
          )
          return { ...record, series }
        }),
      )
    }
    const [fewer, more] = results
    expect(osmoticResult(ratio, [fewer, emptied(more)])).toBeNull()
    expect(osmoticResult(ratio, [emptied(fewer), more])).toBeNull()
    const asked = { ...subject, scenario: { ...scenario, observables: osmotic.observables } }
    const withoutIons = carriedOut(osmotic.plan(asked), (run) => {
      return run.counts['Zn2+'] === fewer.run.counts['Zn2+'] ? emptied(fewer) : more
    })
    const nothing = { value: null, standardError: null, equilibrated: null }
    expect(Object.keys(withoutIons.observables)).toHaveLength(3)
    for (const one of Object.values(withoutIons.observables)) expect(one).toMatchObject(nothing)
    const found = carriedOut(osmotic.plan(asked), (run) => {
      return run.counts['Zn2+'] === fewer.run.counts['Zn2+'] ? fewer : more
    })
    expect(found.observables.osmoticCoefficient!.value).toBe(coefficient.value)
  })
})
