import { vacanciesAtPressure } from '../methods/filling-at-pressure.ts'
import { spacedLadder } from '../methods/spaced-ladder.ts'
import { formatDuration } from '../report/measured.ts'
import type { Search } from '../resolve.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { formatKelvins } from '../units/kelvins.ts'
import { seconds } from './progress.ts'

/** Takes text for people. */
export type Tell = (text: string) => void

/** What resolving a scenario has to look for, by short simulations in this thread, with a line before and after each. */
export function searches(tell: Tell | null): Search {
  const told = <Found>(what: string, find: () => Found, describe: (found: Found) => string) => {
    tell?.(`looking for ${what}\n`)
    const start = seconds()
    const found = find()
    tell?.(`${describe(found)}, after ${formatDuration(seconds() - start)}\n`)
    return found
  }
  return {
    ladderBetween: async (scenario, counts, fixed, enlarged) =>
      told(
        `the temperatures of a ladder from ${formatKelvins(fixed[0]!)} to ${formatKelvins(fixed.at(-1)!)}, by a short run`,
        () => spacedLadder(scenario, counts, fixed, enlarged),
        (rungs) => `found ${rungs.length} temperatures`,
      ),
    vacanciesAt: async (scenario, countsOf, pressure) =>
      told(
        `the density${saltsOf(scenario)} at ${pressure} MPa and ${formatKelvins(scenario.temperature)}, by short runs between walls`,
        () => vacanciesAtPressure(scenario, countsOf, pressure),
        (found) =>
          found === null
            ? 'found none'
            : `found one at which ${(100 * found).toFixed(2)} % of the sites are vacant`,
      ),
  }
}

/** ` with ZnCl2 2 mol/kg`; nothing without salts. */
function saltsOf({ composition }: Scenario): string {
  const salts = composition.kind === 'solution' ? Object.entries(composition.salts) : []
  const amounts = salts.map(([formula, { value, unit }]) => `${formula} ${value} ${unit}`)
  return amounts.length === 0 ? '' : ` with ${amounts.join(', ')}`
}
