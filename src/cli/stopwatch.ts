/** What a run has taken so far. */
export interface Spent {
  readonly wallSeconds: number
  readonly cpuSeconds: number
}

/** Starts to measure wall and CPU time, of all threads, on top of `before`; what is returned reports. */
export function startStopwatch(before: Spent): () => Spent {
  const start = performance.now()
  const used = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(used)
    return {
      wallSeconds: before.wallSeconds + (performance.now() - start) / 1000,
      cpuSeconds: before.cpuSeconds + (user + system) / 1e6,
    }
  }
}
