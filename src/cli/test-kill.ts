import type { Witness } from '../store/durable-file.ts'

/**
 * For tests only: `ENTROLYTE_TEST_KILL=half:3` lets the process kill itself (SIGKILL) when the third
 * checkpoint is half written; `written`, `renaming` and `renamed` are the moments after that.
 */
export function testKill(): Witness {
  const [wanted, times] = (process.env.ENTROLYTE_TEST_KILL ?? '').split(':')
  let left = Number(times)
  return (moment) => {
    if (moment === wanted && --left === 0) process.kill(process.pid, 'SIGKILL')
  }
}
