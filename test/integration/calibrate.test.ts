import { expect, test } from 'vitest'
import { entrolyte } from './command.ts'

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s ends a calibration before anything is determined, with status %i',
  async (signal, status) => {
    const ending = await entrolyte(['calibrate', '--quick', '--threads', '2'], { signal })
    expect(ending.status).toBe(status)
    expect(ending.stdout).toBe('')
    expect(ending.stderr).toMatch(/^ *\d+ % {2}\d+ of 52 runs( · .* left)?\n/)
    expect(ending.stderr).toMatch(/interrupted after \d+ of 52 runs; nothing was kept\n$/)
    expect(ending.stderr).not.toMatch(/^ {4}at /m)
  },
)
