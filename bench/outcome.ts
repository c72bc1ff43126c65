import type { Outcome } from './race.ts'
import { LIMIT } from './verdict.ts'

/** `1.20 (1.17 to 1.24, 6 pairs): slower than a1b2c3d, and that by more than 15 %` */
export function formatOutcome(outcome: Outcome, other: string): string {
  const { ratio, interval, kind, isLoss, pairs, isSameChain } = outcome
  const span = interval === null ? '' : `${interval.map((end) => end.toFixed(3)).join(' to ')}, `
  const words =
    kind === 'undecided' ? `no difference from ${other} beyond the spread` : `${kind} than ${other}`
  const loss = isLoss ? `, and that by more than ${100 * LIMIT} %` : ''
  const chain = isSameChain ? '' : '; another chain'
  return `${ratio.toFixed(3)} (${span}${pairs} pairs): ${words}${loss}${chain}`
}
