import { inline } from '../runner/inline.ts'
import type { Runner } from '../runner/runner.ts'
import { threads } from '../runner/threads.ts'

/** Runs replicas in so many threads; one is this one, which needs not be started. */
export function runnerWith(width: number): Runner {
  return width === 1 ? inline() : threads(width)
}
