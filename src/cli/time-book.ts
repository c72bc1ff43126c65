/** Adds up, by name, how long pieces of work of the main thread take; seconds. */
export class TimeBook {
  readonly seconds: Record<string, number> = {}

  measure<Result>(name: string, work: () => Result): Result {
    const start = performance.now()
    try {
      return work()
    } finally {
      this.seconds[name] = (this.seconds[name] ?? 0) + (performance.now() - start) / 1000
    }
  }
}
