import { type Finding, finding } from '../document/finding.ts'
import type { Composition, Sampling } from './scenario.ts'
import type { Start } from './starts.ts'

const WATER = 'H2O'
const CRYSTALS: readonly Start[] = ['ice', 'crystal']

/** What keeps a run from its branch: both are told apart by where water is, and must be started in. */
export function checkBranch(
  { branch, starts }: Pick<Sampling, 'branch' | 'starts'>,
  composition: Composition,
): Finding[] {
  if (branch === undefined || branch === 'equilibrium') return []
  const contents = composition.kind === 'counts' ? composition.counts : composition.solvents
  if (!(WATER in contents)) {
    return [
      finding(['sampling', 'branch'], `there is no ${WATER} whose order tells branches apart`),
    ]
  }
  return (starts ?? []).flatMap((start, index) => {
    if (CRYSTALS.includes(start) === (branch === 'frozen')) return []
    const message = `a replica that starts as ${start} is not on the ${branch} branch`
    const hint = branch === 'frozen' ? 'start as ice or crystal' : 'start as random or annealed'
    return [finding(['sampling', 'starts', index], message, hint)]
  })
}
