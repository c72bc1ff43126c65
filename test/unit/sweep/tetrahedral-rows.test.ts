import { describe, expect, test } from 'vitest'
import { formatTetrahedral } from '../../../src/cli/sweep-report.ts'
import type { Estimate, LadderRung, ResultRecord } from '../../../src/evaluate/record.ts'
import { tetrahedralRows } from '../../../src/sweep/tetrahedral-rows.ts'

const PLAIN = {
  bold: String,
  dim: String,
  red: String,
  yellow: String,
  green: String,
  cyan: String,
}

function estimate(value: number, standardError: number): Estimate {
  const nothing = { tauInt: null, effectiveSamples: null, equilibrated: null }
  return { value, standardError, unit: 'kB', ...nothing }
}

const rung = (temperature: number, value: number, standardError: number): LadderRung => ({
  ...{ temperature, rejectedShare: 0.125, discardedSweeps: [], warnings: [] },
  observables: { tetrahedralEntropy: estimate(value, standardError) },
})

/** As much of a record as rows are made of. */
function record(salts: object, counts: object, rungs: readonly LadderRung[]): ResultRecord {
  const [{ observables, warnings, temperature }] = rungs as [LadderRung]
  return {
    ...{ observables, warnings, branch: {}, system: { counts } },
    scenario: {
      temperature,
      forceField: { network: 'H2O' },
      composition: { kind: 'solution', solvents: { H2O: 1 }, salts },
    },
    ...(rungs.length > 1 ? { ladder: { rungs } } : {}),
  } as unknown as ResultRecord
}

const salt = { ZnCl2: { value: 2, unit: 'mol/kg' } }
const brine = record(salt, { H2O: 9, 'Zn2+': 1, 'Cl-': 2 }, [
  rung(250, -2, 0.03),
  rung(260, -1, 0.01),
])
const water = record({}, { H2O: 12 }, [rung(260, -1.5, 0.04)])

describe('tetrahedral entropies of a sweep', () => {
  test('are compared with pure water at the same temperature, wherever it stands', () => {
    for (const records of [
      [brine, water],
      [water, brine],
    ]) {
      const rows = tetrahedralRows(records).filter(({ solution }) => solution !== 'pure water')
      expect(rows).toMatchObject([
        { solution: '2 mol/kg ZnCl2', temperature: 250, excess: null },
        {
          temperature: 260,
          excess: { value: 0.5, standardError: expect.closeTo(Math.sqrt(0.0017)) },
        },
      ])
    }
  })

  test('have a column for each solution, and none without pure water', () => {
    const text = formatTetrahedral(tetrahedralRows([brine, water]), PLAIN as never).join('\n')
    expect(text).toMatch(/^ +2 mol\/kg +pure\n.*ZnCl2 +water$/m)
    expect(text).toMatch(/^ {2}260\.00 K +-1\.000\(10\) +-1\.50\(4\)$/m)
    expect(text).toMatch(/^ {2}260\.00 K +0\.50\(4\)$/m)
    expect(text).toContain('12.5')
    expect(formatTetrahedral(tetrahedralRows([brine]), PLAIN as never)).toEqual([])
    expect(formatTetrahedral(tetrahedralRows([water]), PLAIN as never)).toEqual([])
  })
})
