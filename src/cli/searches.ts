import { availableParallelism } from 'node:os'
import { vacanciesAtPressure } from '../methods/filling-at-pressure.ts'
import { spacedLadder } from '../methods/ladder-spacing.ts'
import { carryOut, type Plan } from '../methods/method.ts'
import { formatDuration } from '../report/measured.ts'
import type { Search } from '../resolve.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { formatKelvins } from '../units/kelvins.ts'
import { seconds } from './progress.ts'
import { processTerminal, type Terminal } from './terminal.ts'
import { workOn } from './work.ts'

/**
 * What resolving a scenario has to look for, by short simulations.
 * @param terminal gets a line before and after each, and how far it is; null where nothing is to be shown
 */
export function searches(terminal: Terminal | null): Search {
  const shown = async <Found>(
    what: string,
    plan: Plan<Found>,
    describe: (found: Found) => string,
  ): Promise<Found> => {
    terminal?.err(`looking for ${what}\n`)
    const start = seconds()
    const found = await searched(plan, terminal)
    terminal?.err(`${describe(found)}, after ${formatDuration(seconds() - start)}\n`)
    return found
  }
  return {
    ladderBetween: (scenario, counts, fixed, enlarged) =>
      shown(
        `the temperatures of a ladder from ${formatKelvins(fixed[0]!)} to ${formatKelvins(fixed.at(-1)!)}, by a short run`,
        spacedLadder(scenario, counts, fixed, enlarged),
        (rungs) => `found ${rungs.length} temperatures`,
      ),
    vacanciesAt: (scenario, countsOf, pressure) =>
      shown(
        `the density${saltsOf(scenario)} at ${pressure} MPa and ${formatKelvins(scenario.temperature)}, by short runs between walls`,
        vacanciesAtPressure(scenario, countsOf, pressure),
        (found) =>
          found === null
            ? 'found none'
            : `found one at which ${(100 * found).toFixed(2)} % of the sites are vacant`,
      ),
  }
}

/** Carries a search out over all cores. */
async function searched<Found>(plan: Plan<Found>, terminal: Terminal | null): Promise<Found> {
  const ending = await workOn((execute) => carryOut(plan, execute), {
    threads: availableParallelism(),
    progress: terminal === null ? 'none' : 'auto',
    terminal: terminal ?? processTerminal(),
  })
  if (ending.kind === 'finished') return ending.result
  if (ending.kind === 'failed') throw new Error(ending.failure.cause)
  process.exit(ending.status)
}

/** ` with ZnCl2 2 mol/kg`; nothing without salts. */
function saltsOf({ composition }: Scenario): string {
  const salts = composition.kind === 'solution' ? Object.entries(composition.salts) : []
  const amounts = salts.map(([formula, { value, unit }]) => `${formula} ${value} ${unit}`)
  return amounts.length === 0 ? '' : ` with ${amounts.join(', ')}`
}
