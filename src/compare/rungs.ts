import type { Candidate } from './candidate.ts'

/** The results of one run at all temperatures of its ladder; a run without one has its own alone. */
export function atEveryTemperature(candidate: Candidate): Candidate[] {
  const { place, record } = candidate
  const { ladder, scenario } = record
  if (ladder === undefined) return [candidate]
  return ladder.rungs.map(({ temperature, observables, warnings }) => {
    if (temperature === scenario.temperature) return candidate
    const at = { ...scenario, temperature }
    return { place, record: { ...record, scenario: at, observables, warnings } }
  })
}
