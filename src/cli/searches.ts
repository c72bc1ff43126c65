import { availableParallelism } from 'node:os'
import { vacanciesAtPressure } from '../methods/filling-at-pressure.ts'
import { spacedLadder } from '../methods/ladder-spacing.ts'
import { carryOut, type Plan } from '../methods/method.ts'
import { formatDuration } from '../report/measured.ts'
import type { Search } from '../resolve.ts'
import { perform } from '../runner/simulate.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { formatKelvins } from '../units/kelvins.ts'
import { watchInterruption } from './exit.ts'
import { PLAIN_EVERY, seconds } from './progress.ts'
import { runnerWith } from './runner.ts'

/** Takes text for people. */
export type Tell = (text: string) => void

/** What resolving a scenario has to look for, by short simulations, with a line before and after each. */
export function searches(tell: Tell | null): Search {
  const told = async <Found>(
    what: string,
    plan: Plan<Found>,
    describe: (found: Found) => string,
  ): Promise<Found> => {
    tell?.(`looking for ${what}\n`)
    const start = seconds()
    const found = await searched(plan, tell)
    tell?.(`${describe(found)}, after ${formatDuration(seconds() - start)}\n`)
    return found
  }
  return {
    ladderBetween: (scenario, counts, fixed, enlarged) =>
      told(
        `the temperatures of a ladder from ${formatKelvins(fixed[0]!)} to ${formatKelvins(fixed.at(-1)!)}, by a short run`,
        spacedLadder(scenario, counts, fixed, enlarged),
        (rungs) => `found ${rungs.length} temperatures`,
      ),
    vacanciesAt: (scenario, countsOf, pressure) =>
      told(
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
async function searched<Found>(plan: Plan<Found>, tell: Tell | null): Promise<Found> {
  const runner = runnerWith(availableParallelism())
  const interruption = watchInterruption()
  let [asked, done, told] = [0, 0, seconds()]
  try {
    const { signal } = interruption
    const events = perform((execute) => carryOut(plan, execute), { runner, signal })
    for await (const event of events) {
      if (event.kind === 'finished') return event.result
      if (event.kind === 'failed') throw new Error(event.failure.cause)
      if (event.kind === 'interrupted') process.exit(interruption.status() ?? undefined)
      if (event.kind === 'asked') asked += event.run.scenario.sampling.replicas
      if (event.kind !== 'progress' || event.progress.done < event.progress.total) continue
      done++
      if (seconds() - told < PLAIN_EVERY) continue
      told = seconds()
      tell?.(`  ${done} of ${asked} runs asked for so far\n`)
    }
    throw new Error('a search ended without an end')
  } finally {
    interruption.end()
    await runner.close()
  }
}

/** ` with ZnCl2 2 mol/kg`; nothing without salts. */
function saltsOf({ composition }: Scenario): string {
  const salts = composition.kind === 'solution' ? Object.entries(composition.salts) : []
  const amounts = salts.map(([formula, { value, unit }]) => `${formula} ${value} ${unit}`)
  return amounts.length === 0 ? '' : ` with ${amounts.join(', ')}`
}
