import type { LadderResult, LadderRung } from '../evaluate/record.ts'
import { formatMeasured } from '../report/measured.ts'
import { formatTable } from './plain-table.ts'
import type { Colors } from './terminal.ts'

/** What is shown of each rung, where it is measured, under which head. */
const SHOWN = {
  energyPerWater: 'energy\nkJ/mol H2O',
  hydrogenBondsPerWater: 'H bonds\n1/water',
  tetrahedralEntropy: 'S_Q − S₀\nkB/water',
} as const
const NAMES = Object.keys(SHOWN) as (keyof typeof SHOWN)[]

/** A row for each temperature of a ladder, and how often walkers went all the way. */
export function formatLadder(ladder: LadderResult, colors: Colors): string[] {
  const { rungs, exchanges, roundTrips } = ladder
  const shown = NAMES.filter((name) => rungs[0]!.observables[name] !== undefined)
  const heads = ['', ...shown.map((name) => SHOWN[name]), 'undone', 'exchanged\nwith next']
  const rows = rungs.map((rung, k) => [
    `${rung.temperature.toFixed(2)} K`,
    ...shown.map((name) => measured(rung, name)),
    percent(rung.rejectedShare),
    percent(exchanges[k]?.share),
  ])
  const table = formatTable(heads, [{ title: 'ladder', rows }], {
    alignments: ['left', ...shown.map(() => 'decimal' as const), 'right', 'right'],
    title: colors.bold,
    head: colors.dim,
  })
  const trips = `round trips from the lowest temperature to the highest and back: ${roundTrips.join(' and ')}`
  return [table, colors.dim(trips)]
}

function measured({ observables, warnings }: LadderRung, name: string): string {
  const { value, standardError } = observables[name]!
  const isDoubted = warnings.some(({ observable }) => observable === name)
  return `${formatMeasured(value, standardError)}${isDoubted ? ' !' : ''}`
}

function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '' : `${(100 * share).toPrecision(2)} %`
}
