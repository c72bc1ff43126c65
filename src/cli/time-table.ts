import type { Timing } from '../evaluate/record.ts'
import { MOVE_NAMES } from '../moves/move.ts'
import { OTHER_WORKS } from '../report/work-names.ts'

const { setup, ...LATER } = OTHER_WORKS

/** In the order of a run. */
const NAMES: Readonly<Record<string, string>> = {
  setup: setup!,
  ...Object.fromEntries(MOVE_NAMES.map((name) => [name, `moves: ${name}`])),
  ...LATER,
}

/** Where the time went, a line for each kind of work that took any; none where that is not known. */
export function formatBreakdown({ breakdown }: Timing): string[] {
  if (breakdown === undefined) return []
  const total = Object.values(breakdown).reduce((sum, seconds) => sum + seconds, 0)
  const works = Object.entries(NAMES).filter(([work]) => (breakdown[work] ?? 0) > 0)
  const width = Math.max(...works.map(([, name]) => name.length))
  const lines = works.map(([work, name]) => {
    const seconds = breakdown[work]!
    const share = (100 * seconds) / total
    return `  ${name.padEnd(width)}  ${share.toFixed(1).padStart(5)} %  ${seconds.toFixed(2).padStart(9)} s`
  })
  return ['where the time of all threads went', ...lines]
}
