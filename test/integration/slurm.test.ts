import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type { SweepRecord } from '../../src/store/sweep-record.ts'
import { entrolyte, inWorkers } from './command.ts'

const SCRIPT = fileURLToPath(new URL('../support/slurm/one-node.sh', import.meta.url))
/** What the script ends with where there can be no Slurm. */
const UNAVAILABLE = 77

const root = mkdtempSync(join(tmpdir(), 'entrolyte-slurm-'))
const cluster = join(root, 'cluster')
const slurm = spawnSync('bash', [SCRIPT, 'start', cluster], { encoding: 'utf8' })
const isThere = slurm.status !== UNAVAILABLE
const reason = slurm.stdout.trim().split('\n').at(-1)
const env = { SLURM_CONF: join(cluster, 'slurm.conf') }

afterAll(() => {
  spawnSync('bash', [SCRIPT, 'stop', cluster])
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
})

const slurmSays = (command: string, ...args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } }).trim()
const read = (directory: string) =>
  JSON.parse(readFileSync(join(directory, 'sweep.json'), 'utf8')) as SweepRecord

/** Waits until something is so, and fails with what it last was if that takes too long. */
async function until<T>(look: () => T, isSo: (found: T) => boolean, seconds: number): Promise<T> {
  const end = Date.now() + 1000 * seconds
  for (;;) {
    const found = look()
    if (isSo(found)) return found
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(found)} after ${seconds} s`)
    await sleep(250)
  }
}

/** Breaks the workers of one point in every node that is started in a job. */
function breakPoint(temperature: number): Record<string, string> {
  const file = join(root, 'break.mjs')
  writeFileSync(
    file,
    inWorkers(`if (temperature === ${temperature}) throw new Error('broken on purpose')`),
  )
  return { NODE_OPTIONS: `--import=${file}` }
}

const title = isThere ? '' : ` (skipped: ${reason})`

test.skipIf(!isThere)(
  `twelve points on a real Slurm, one of them failing and one task preempted, collect to what a local run gives${title}`,
  async () => {
    expect(slurm.status, slurm.stdout + slurm.stderr).toBe(0)
    const file = join(root, 'twelve.yaml')
    const temperatures = Array.from({ length: 12 }, (_, k) => 270 + 5 * k)
    const text = [
      'forcefield: aqueous',
      'composition: { solvents: { H2O: 1 } }',
      'lattice: { cells: 4 }',
      'sampling: { equilibration: 200, production: 2000, replicas: 2 }',
      'output: { checkpoint: 0.2 s }',
      `sweep: { temperature: [${temperatures.join(', ')}] }`,
    ]
    writeFileSync(file, `${text.join('\n')}\n`)
    const out = join(root, "a sweep that isn't local")
    const planned = await entrolyte(['sweep', 'plan', file, '--out', out, '--tasks', '4'], { env })
    expect([planned.status, planned.stderr]).toEqual([0, ''])
    const template = join(root, 'cluster.yaml')
    writeFileSync(
      template,
      // Two threads a task, as one that runs its replicas itself has no worker to break.
      'partition: debug\ntime: "00:30:00"\ncpus: 2\ndirectives: ["--comment=a b; id"]\n',
    )
    const submit = ['sweep', 'submit', out, '--template', template]
    const submitted = await entrolyte(submit, { env: { ...env, ...breakPoint(300) } })
    expect([submitted.status, submitted.stderr]).toEqual([0, ''])
    const [, array, collect] = /job array (\d+), and (\d+)/.exec(submitted.stdout)!
    const twice = await entrolyte(submit, { env })
    expect([twice.status, twice.stderr]).toEqual([
      2,
      expect.stringContaining('in the queue already'),
    ])

    // As soon as a task has something to lose, a job that matters more wants the machine.
    const points = join(out, 'points')
    mkdirSync(points, { recursive: true })
    const begun = () =>
      readdirSync(points, { recursive: true }).filter((name) =>
        /checkpoint\.bin$/.test(String(name)),
      )
    await until(begun, (found) => found.length > 0, 60)
    const urgent = ['--partition=urgent', '--exclusive', '--output=/dev/null', '--wrap=sleep 1']
    slurmSays('sbatch', ...urgent)
    const logs = () =>
      readdirSync(join(out, 'slurm'))
        .filter((name) => name.startsWith('task-'))
        .map((name) => readFileSync(join(out, 'slurm', name), 'utf8'))
        .join('')
    await until(logs, (found) => found.includes('PREEMPTION'), 30)
    await until(logs, (found) => found.includes('was stopped'), 30)

    // Slurm lets a job that was queued again wait for two minutes; this test does not.
    const queue = () => slurmSays('squeue', '--noheader', '--array', '--format=%i %T %r')
    const goOn = () => {
      for (const line of queue()
        .split('\n')
        .filter((one) => one.includes('BeginTime'))) {
        slurmSays('scontrol', 'update', `JobId=${line.split(' ')[0]}`, 'StartTime=now')
      }
      return queue()
    }
    await until(goOn, (found) => found === '', 150)

    const jobs = slurmSays('scontrol', 'show', 'job', array!)
    expect(jobs).toMatch(/Restarts=1/)
    expect(jobs.match(/JobState=COMPLETED/g)).toHaveLength(3)
    expect(jobs).toMatch(/JobState=FAILED[\s\S]*?ExitCode=3:0/)
    expect(slurmSays('scontrol', 'show', 'job', collect!)).toContain('ExitCode=3:0')

    const collected = read(out)
    const failed = collected.points.filter(({ state }) => state === 'failed')
    expect(failed.map(({ settings }) => settings)).toEqual([{ temperature: 300 }])
    expect(failed[0]!.cause).toContain('broken on purpose')
    const local = await entrolyte(['run', file, '--out', join(root, 'local'), '--progress', 'none'])
    expect(local.status).toBe(0)
    const digests = read(join(root, 'local')).points.map(({ digest }) => digest)
    expect(collected.points.map(({ digest }) => digest)).toEqual(
      digests.map((digest, at) => (temperatures[at] === 300 ? null : digest)),
    )
    const { stdout } = await entrolyte(['sweep', 'status', out], { env })
    expect(stdout).toMatch(/done +11\n/)
  },
  300_000,
)
