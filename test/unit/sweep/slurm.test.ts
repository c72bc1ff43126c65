import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import {
  type ClusterJob,
  PLAIN_TEMPLATE,
  parseTemplate,
  slurmScripts,
} from '../../../src/sweep/slurm.ts'

const root = mkdtempSync(join(tmpdir(), 'entrolyte-slurm-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Stands for a command: writes down what it was called with, word by word. */
function pretend(name: string, says: string): void {
  mkdirSync(join(root, 'bin'), { recursive: true })
  const file = join(root, 'bin', name)
  writeFileSync(file, `#!/bin/bash\nprintf '%s\\0' ${name} "$@" >> "$CALLS"\n${says}\n`)
  chmodSync(file, 0o755)
}
pretend('sbatch', "echo '17;cluster'")
pretend('module', 'true')
// biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's, not ours.
pretend('node', 'exit "${STATUS:-0}"')
pretend('scontrol', 'true')

/** Runs a script as a job would be; its words as the commands that it calls were given them. */
function callsOf(script: string, env: Readonly<Record<string, string>> = {}): string[] {
  const file = join(root, 'script.sh')
  const calls = join(root, 'calls')
  writeFileSync(file, script)
  writeFileSync(calls, '')
  execFileSync('bash', ['-n', file])
  try {
    execFileSync('bash', [file], {
      cwd: root,
      stdio: 'pipe',
      env: { PATH: `${join(root, 'bin')}:${process.env.PATH}`, CALLS: calls, ...env },
    })
  } catch (error) {
    if ((error as { status?: number }).status !== Number(env.STATUS)) throw error
  }
  return readFileSync(calls, 'utf8').split('\0').slice(0, -1)
}

/** The same of many scripts, one after the other: one process starts them all. */
function callsOfAll(scripts: readonly string[], env: Readonly<Record<string, string>>): string[][] {
  const folder = join(root, 'all')
  mkdirSync(folder)
  for (const [at, script] of scripts.entries()) writeFileSync(join(folder, `${at}.sh`), script)
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's, not ours.
  const each = 'for f in "$PWD"/all/*.sh; do bash -n "$f"; CALLS=${f%.sh}.calls bash "$f"; done'
  execFileSync('bash', ['-euc', each], {
    cwd: root,
    stdio: 'pipe',
    env: { PATH: `${join(root, 'bin')}:${process.env.PATH}`, ...env },
  })
  return scripts.map((_, at) =>
    readFileSync(join(folder, `${at}.calls`), 'utf8')
      .split('\0')
      .slice(0, -1),
  )
}

const job: ClusterJob = {
  directory: '/shared/a sweep',
  name: 'entrolyte-brine',
  tasks: 12,
  program: ['node', '/opt/entrolyte/main.js'],
  template: PLAIN_TEMPLATE,
}

test('submits an array of all tasks, and what collects after it', () => {
  const calls = callsOf(slurmScripts(job)['submit.sh']!)
  expect(calls).toContain('--array=0-11')
  expect(calls.filter((word) => word === 'sbatch')).toHaveLength(2)
  expect(calls).toContain('/shared/a sweep/slurm/array.sh')
  expect(calls).toContain('--dependency=afterany:17')
  expect(calls.at(-1)).toBe('/shared/a sweep/slurm/collect.sh')
})

test('runs the task that Slurm asks for', () => {
  const calls = callsOf(slurmScripts(job)['array.sh']!, { SLURM_ARRAY_TASK_ID: '7' })
  expect(calls.slice(0, 4)).toEqual(['node', '/opt/entrolyte/main.js', 'sweep', 'task'])
  expect(calls.slice(-3)).toEqual(['--', '/shared/a sweep', '7'])
})

test('ends as the task does, and queues nothing again unless its time is over', () => {
  const calls = callsOf(slurmScripts(job)['array.sh']!, { SLURM_ARRAY_TASK_ID: '7', STATUS: '143' })
  expect(calls).not.toContain('scontrol')
})

test('passes on what it is told, and is queued again when its time is nearly over', async () => {
  const file = join(root, 'array.sh')
  const calls = join(root, 'calls')
  writeFileSync(calls, '')
  writeFileSync(file, slurmScripts({ ...job, program: ['worker'] })['array.sh']!)
  pretend('worker', "trap 'exit 143' TERM; echo ready; while :; do sleep 0.05; done")
  const job17 = { SLURM_ARRAY_JOB_ID: '17', SLURM_ARRAY_TASK_ID: '7' }
  for (const [signal, isQueued] of [
    ['SIGTERM', false],
    ['SIGUSR1', true],
  ] as const) {
    const child = spawn('bash', [file], {
      env: { PATH: `${join(root, 'bin')}:${process.env.PATH}`, CALLS: calls, ...job17 },
    })
    child.stdout.once('data', () => child.kill(signal))
    const status = await new Promise((resolve) => child.on('close', resolve))
    expect(status).toBe(143)
    const words = readFileSync(calls, 'utf8').split('\0')
    expect(words.includes('scontrol')).toBe(isQueued)
    expect(words.includes('17_7')).toBe(isQueued)
  }
})

test('no value of a user is more to the shell than a word', () => {
  const piece = fc.constantFrom("'", '"', '\\', '$(touch hacked)', '`touch hacked`', '$HOME', ' ')
  const more = fc.constantFrom(';touch hacked;', '#', '*', '%a', '~', '!', '(', '\u00e9', 'x', '-')
  const value = fc
    .array(fc.oneof(piece, more), { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join(''))
  const values = fc.record({ name: value, directory: value, account: value, module: value })
  const samples = fc.sample(values, { numRuns: 40, seed: 814 })
  const scriptsOf = ({ name, directory, account, module }: (typeof samples)[number]) => {
    const template = parseTemplate(
      JSON.stringify({
        ...{ account, partition: account, time: account, memory: account, modules: [module] },
        directives: [`--comment=${account}`],
      }),
      'template.yaml',
    )
    const scripts = slurmScripts({ ...job, name, directory: `/${directory}`, template })
    return [scripts['submit.sh']!, scripts['array.sh']!, scripts['collect.sh']!]
  }
  const calls = callsOfAll(samples.flatMap(scriptsOf), { SLURM_ARRAY_TASK_ID: '7' })
  expect(calls).toHaveLength(3 * samples.length)
  for (const [at, { name, directory, account, module }] of samples.entries()) {
    const [submitted, run, collected] = calls.slice(3 * at, 3 * (at + 1))
    for (const option of ['account', 'partition', 'time', 'mem', 'comment']) {
      expect(submitted).toContain(`--${option}=${account}`)
    }
    expect(submitted).toContain(`--job-name=${name}`)
    expect(submitted).toContain(`--chdir=/${directory}`)
    expect(run!.slice(0, 3)).toEqual(['module', 'load', module])
    expect(run!.slice(-2)).toEqual([`/${directory}`, '7'])
    expect(collected!.at(-1)).toBe(`/${directory}`)
  }
  expect(readdirSync(root, { recursive: true }).join()).not.toContain('hacked')
})

test.each([
  ['partition: "two\\nlines"', 'one line'],
  ['partiton: debug', "did you mean 'partition'?"],
  ['directives: ["--wrap id"]', '--name=value'],
  ['directives: ["-p debug"]', '--name=value'],
  ['cpus: 0', 'at least 1'],
  ['modules: node', 'a list'],
  ['time: [1]', 'a time'],
  ['account: ""', 'must not be empty'],
])('a template with %s is refused, and told why', (text, said) => {
  const refusal = () => parseTemplate(`${text}\n`, 'template.yaml')
  expect(refusal).toThrow(InputError)
  try {
    refusal()
  } catch (error) {
    const { problems } = error as InputError
    expect(problems.map(({ message, hint }) => `${message} ${hint}`).join('\n')).toContain(said)
    expect(problems[0]!.line).toBe(1)
  }
})
