import type { ResultRecord } from '../evaluate/record.ts'

/** Where numbers come from, as plain texts and numbers that any file can hold, units in their keys. */
export type Origin = Readonly<Record<string, string | number>>

export function originOf({ scenario, provenance, digest }: ResultRecord): Origin {
  return {
    program: `entrolyte ${provenance.version}`,
    digest,
    scenario_sha256: provenance.scenarioSha256,
    seed: provenance.seed,
    title: scenario.title,
    temperature_K: scenario.temperature,
  }
}
