import type { ResultRecord } from '../evaluate/record.ts'

/** What a run was asked for and could not measure, by reason; null where there is nothing of the kind. */
export function notMeasuredSentence({ notMeasured = [] }: ResultRecord): string | null {
  if (notMeasured.length === 0) return null
  const reasons = [...new Set(notMeasured.map(({ reason }) => reason))]
  const parts = reasons.map((reason) => {
    const names = notMeasured.filter((one) => one.reason === reason).map((one) => one.observable)
    return `${names.join(', ')} (${reason})`
  })
  return `not measured: ${parts.join('; ')}`
}
