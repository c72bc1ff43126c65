import type { Choices } from '../numeric/choices.ts'

/** Largest ratio by which the second factor can make up for the first. */
const SLACK = 50

/**
 * Acceptance in two stages, for a ratio π(new)q(back)/π(old)q(forth) = first·second of which `second`
 * costs much more to find than `first` (delayed acceptance: Christen & Fox, J. Comput. Graph. Stat. 14,
 * 795 (2005)). A proposal passes the first stage with min(1, SLACK·first), so that hopeless ones end
 * there, and the second with min(1, second·c), c = first kept within 1/SLACK … SLACK.
 *
 * The reverse has 1/first and 1/second. Forth over back is therefore min(1, SLACK·first)/min(1,
 * SLACK/first) = first/c, times second·c: detailed balance, whatever the slack. Where neither factor
 * exceeds SLACK the product of both stages is min(1, first·second) as in one.
 */
export function passesFirstStage(choices: Choices, first: number): boolean {
  return choices.accept(SLACK * first, 1)
}

export function passesSecondStage(choices: Choices, first: number, second: number): boolean {
  return choices.accept(second * carried(first), 1)
}

/** What a first factor leaves to the next. */
export function carried(first: number): number {
  return Math.min(Math.max(first, 1 / SLACK), SLACK)
}
