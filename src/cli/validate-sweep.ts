import { availableParallelism } from 'node:os'
import { formatJson } from '../document/document.ts'
import { attemptsOf, replicaLoads, runLoads } from '../methods/run-loads.ts'
import { formatCount, formatDuration } from '../report/measured.ts'
import { inline } from '../runner/inline.ts'
import { speedOf } from '../runner/speed.ts'
import { type PlannedPoint, planSweep } from '../sweep/plan.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import type { PreparedFile } from './prepare.ts'
import { formatSettings } from './sweep-progress.ts'
import type { Terminal } from './terminal.ts'

/** Points shown; the rest are counted. */
const SHOWN = 5

/** Prints the points of a sweep and what they come to. */
export async function validateSweep(
  { content }: PreparedFile,
  { json }: { readonly json?: boolean },
  { out, outColors }: Terminal,
): Promise<ExitStatus> {
  if (content.kind !== 'sweep') throw new RangeError('this is no sweep')
  const plan = planSweep(content.points)
  const codes = new Map<string, number>()
  for (const { warnings } of plan) {
    for (const code of new Set(warnings.map((warning) => warning.code))) {
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
  }
  if (json) {
    const points = plan.map(({ id, settings }) => ({ id, settings }))
    out(formatJson({ axes: content.axes, points, warnings: Object.fromEntries(codes) }))
    return EXIT.done
  }
  const rest = plan.length - SHOWN
  const repeated = content.points.length - plan.length
  const lines = [
    outColors.bold(`a sweep of ${formatCount(plan.length)} points over ${content.axes.join(', ')}`),
    ...(repeated > 0 ? [`${formatCount(repeated)} more are repetitions, and run once`] : []),
    ...plan.slice(0, SHOWN).map(({ id, settings }) => `  ${id}  ${formatSettings(settings)}`),
    ...(rest > 0 ? [outColors.dim(`  and ${formatCount(rest)} more`)] : []),
    `time  ${await estimate(plan)}`,
    ...[...codes].map(([code, count]) => {
      return `${outColors.yellow('!')} ${code} at ${formatCount(count)} points; --set the values of one to see why`
    }),
  ]
  out(`${lines.join('\n')}\n`)
  return EXIT.done
}

/** From the speed of the first point. */
async function estimate(plan: readonly PlannedPoint[]): Promise<string> {
  const { scenario, system } = plan[0]!
  const sweepsPerSecond = await speedOf({ scenario, counts: system.counts }, inline())
  if (sweepsPerSecond === null) return 'unknown: a sweep takes longer than the check was given'
  const attemptsPerSecond = sweepsPerSecond * replicaLoads(scenario)[0]!.attemptsPerSweep
  const attempts = plan.reduce((sum, point) => {
    return sum + attemptsOf(runLoads({ scenario: point.scenario, counts: point.system.counts }))
  }, 0)
  const threads = availableParallelism()
  const text = formatDuration(attempts / attemptsPerSecond / threads)
  return `about ${text} on ${threads} ${threads === 1 ? 'thread' : 'threads'}, if all points are as fast as the first`
}
