import type { Timing } from '../results/record.ts'

/** Starts to measure wall and CPU time, of all threads; what is returned stops and reports. */
export function startStopwatch(): (threads: number, attempts: number) => Timing {
  const start = performance.now()
  const used = process.cpuUsage()
  return (threads, attempts) => {
    const wallSeconds = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(used)
    const cpuSeconds = (user + system) / 1e6
    return { wallSeconds, cpuSeconds, threads, attemptsPerSecond: attempts / wallSeconds }
  }
}
