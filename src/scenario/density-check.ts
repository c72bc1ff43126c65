import { type Finding, finding } from '../document/finding.ts'
import type { Scenario } from './scenario.ts'

/**
 * The vacant share of sites at which a scenario has its pressure; null where that cannot be told, `none` where no
 * share has it.
 */
export type VacanciesOf = (scenario: Scenario, pressure: number) => number | 'none' | null

/** The scenario with the vacancies of its pressure, which a resolved one has already. */
export function withVacancies(
  scenario: Scenario,
  vacanciesOf: VacanciesOf,
): { scenario: Scenario; findings: Finding[] } {
  const { density } = scenario
  if (density.kind !== 'pressure' || density.fraction !== null) return { scenario, findings: [] }
  const found = vacanciesOf(scenario, density.pressure)
  if (found === 'none') {
    const message = `no filling was found at which the pressure is ${density.pressure} MPa`
    const hint = 'another pressure, or `vacancies` as measured'
    return { scenario, findings: [finding(['density'], message, hint)] }
  }
  return { scenario: { ...scenario, density: { ...density, fraction: found } }, findings: [] }
}
