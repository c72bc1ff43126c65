import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach } from 'vitest'
import type { ResultRecord } from '../../src/evaluate/record.ts'

/** The built command: `npm test` builds it first. */
export const MAIN = fileURLToPath(new URL('../../dist/command/src/cli/main.js', import.meta.url))

/** Changes that make a shipped scenario run in a second. */
export const TINY = [
  ...['--set', 'lattice.cells=4'],
  ...['--set', 'sampling.equilibration=50'],
  ...['--set', 'sampling.production=100'],
]

/** Nothing on the way, and no report at the end, which takes longer than most of these runs. */
export const QUIET = ['--progress', 'none', '--no-report']

export interface Ending {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Setting {
  readonly cwd?: string
  /** For node itself. */
  readonly nodeArgs?: readonly string[]
  /** Sent as soon as anything is on stderr. */
  readonly signal?: NodeJS.Signals
  readonly env?: Readonly<Record<string, string>>
  /** Gets the process once it runs. */
  readonly onStart?: (child: ChildProcess) => void
}

/** Runs the command to its end. */
export function entrolyte(args: readonly string[], setting: Setting = {}): Promise<Ending> {
  const { cwd, nodeArgs = [], signal, env = {}, onStart = () => {} } = setting
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeArgs, MAIN, ...args], {
      ...(cwd === undefined ? {} : { cwd }),
      env: { PATH: process.env.PATH, ...env },
    })
    onStart(child)
    const text = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (chunk: string) => {
        if (stream === 'stderr' && text.stderr === '' && signal !== undefined) child.kill(signal)
        text[stream] += chunk
      })
    }
    child.on('error', reject).on('close', (status) => resolve({ status, ...text }))
  })
}

/**
 * Runs until some milliseconds after the first checkpoint that tells of progress, then sends the signal.
 * @param out where the checkpoint is
 */
export function stopped(
  args: readonly string[],
  out: string,
  signal: NodeJS.Signals,
  delay: number,
): Promise<Ending> {
  const newest = () => statSync(`${out}/checkpoint.bin`, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return entrolyte(args, {
    onStart: async (child) => {
      // Whoever goes on writes down first what it has read, and whoever begins that it has nothing.
      let [known, left] = [newest(), 2]
      while (left > 0 && child.exitCode === null) {
        await sleep(3)
        const now = newest()
        if (now !== 0 && now !== known) left--
        if (now !== 0) known = now
      }
      await sleep(delay)
      child.kill(signal)
    },
  })
}

/** A new directory for each test, removed after it. */
export function temporaryDirectory(): (...names: string[]) => string {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'entrolyte-'))
  })
  afterEach(() => rmSync(root, { recursive: true }))
  return (...names) => join(root, ...names)
}

/**
 * The text of a module for node's `--import`, with which every worker thread does something before it takes an assignment.
 * @param action statements, in which `temperature` is that of the assignment, K
 */
export function inWorkers(action: string): string {
  return `import { isMainThread, parentPort } from 'node:worker_threads'
    if (!isMainThread) {
      const on = parentPort.on
      parentPort.on = (name, listener) => on.call(parentPort, name, (message) => {
        if (message.kind === 'assignment') {
          const { temperature } = message.assignment.task.scenario
          ${action}
        }
        listener(message)
      })
    }`
}

export function readResult(directory: string): ResultRecord {
  return JSON.parse(readFileSync(join(directory, 'result.json'), 'utf8')) as ResultRecord
}
