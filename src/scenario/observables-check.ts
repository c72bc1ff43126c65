import { type Finding, finding } from '../document/finding.ts'
import { quoted } from '../errors/printable.ts'
import { needsOf } from './observable-groups.ts'
import { lacking, NO_NETWORK, type Present } from './observable-needs.ts'

/** Observables that are asked for by their own name and of which nothing can be measured in the system. */
export function checkObservables(groups: readonly string[], system: Present): Finding[] {
  return groups.flatMap((group, index) => {
    const [reason, ...others] = needsOf(group).map((needs) => lacking(needs, system))
    if (reason === undefined || reason === null || others.includes(null)) return []
    const hint = reason === NO_NETWORK ? 'such as `network: H2O` in a force field of water' : null
    return [finding(['observables', index], `${quoted(group)} cannot be measured: ${reason}`, hint)]
  })
}
