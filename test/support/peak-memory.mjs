import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** Loaded before a command: leaves the most memory that it had, in MiB, and its processor time in seconds. */
if (isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
    const used = { memory: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 }
    writeFileSync(process.env.ENTROLYTE_TEST_USED, JSON.stringify(used))
  })
}
