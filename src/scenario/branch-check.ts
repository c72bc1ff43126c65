import { type Finding, finding } from '../document/finding.ts'
import { lacking, type Present } from './observable-needs.ts'
import type { Sampling } from './scenario.ts'
import type { Start } from './starts.ts'

const CRYSTALS: readonly Start[] = ['ice', 'crystal']

/** What is wrong with a branch: it needs a network, whose order distinguishes the branches, and starts that are on it. */
export function checkBranch(
  { branch, starts }: Pick<Sampling, 'branch' | 'starts'>,
  system: Present,
): Finding[] {
  if (branch === undefined || branch === 'equilibrium') return []
  const reason = lacking(['network'], system)
  if (reason !== null) {
    return [finding(['sampling', 'branch'], `the branches cannot be distinguished: ${reason}`)]
  }
  return (starts ?? []).flatMap((start, index) => {
    if (CRYSTALS.includes(start) === (branch === 'frozen')) return []
    const message = `a replica that starts as ${start} is not on the ${branch} branch`
    const hint = branch === 'frozen' ? 'start as ice or crystal' : 'start as random or annealed'
    return [finding(['sampling', 'starts', index], message, hint)]
  })
}
