import { parseArgs } from 'node:util'
import { bundle } from './bundle.ts'
import { formatOutcome, race } from './race.ts'

/**
 * Tries the alarm of `bench:compare` on itself: races of the kernel with itself must pass, and races in which
 * it is slowed by a fifth must fail; otherwise ends with status 1. `npm run bench:alarm` makes twenty of
 * each, `-- --races 1` what the continuous integration has time for.
 */
const { values } = parseArgs({ options: { races: { type: 'string', default: '20' } } })
const races = Number(values.races)
const program = await bundle(import.meta.dirname, 'racer')
const honest = { program, cost: 1 }
const slowed = { program, cost: 1.2 }

let wrong = 0
for (let k = 0; k < races; k++) {
  for (const after of [honest, slowed]) {
    const start = performance.now()
    const outcome = await race({ name: 'pure-water', cells: 12, before: honest, after })
    const isRight = outcome.isLoss === (after === slowed)
    if (!isRight) wrong++
    const seconds = ((performance.now() - start) / 1000).toFixed(0)
    const name = (after === slowed ? 'slowed' : 'unchanged').padEnd(9)
    const result = `${outcome.isLoss ? 'fails ' : 'passes'}${isRight ? '' : ' WRONGLY'}`
    process.stdout.write(`${name} ${result} ${formatOutcome(outcome, 'itself')}, ${seconds} s\n`)
  }
}
process.stdout.write(`${2 * races - wrong} of ${2 * races} races end as they should\n`)
process.exitCode = wrong > 0 ? 1 : 0
