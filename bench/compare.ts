import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.ts'
import { formatOutcome, type Outcome, race } from './race.ts'

/**
 * Compares the hot loop with that of a git ref: `npm run bench:compare -- <ref> [--short] [--cells N]`. The
 * sources of the ref, and the `engine.ts` by which it starts its chains, are taken into a temporary worktree and race
 * by the rules of this one (`racer.ts`), with its packages. Ends with status 1 if an attempt takes over 15 % more, beyond
 * the spread, and with 2 if the ref is too different to run.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false }, cells: { type: 'string', default: '12' } },
})
const [ref] = positionals
if (ref === undefined) throw new Error('which git ref? npm run bench:compare -- <ref>')
const names = values.short ? ['pure-water'] : ['pure-water', 'li2zncl4-9h2o', 'ising-bcc']
const cells = Number(values.cells)

const here = import.meta.dirname
const git = (...args: string[]) => execFileSync('git', ['-C', here, ...args], { encoding: 'utf8' })
const commit = git('rev-parse', '--short', '--verify', `${ref}^{commit}`).trim()
const tree = join(mkdtempSync(join(tmpdir(), 'entrolyte-compare-')), 'tree')
try {
  git('worktree', 'add', '--quiet', '--detach', tree, commit)
  const before = await programOf(tree)
  if (before === null) {
    process.stdout.write(`the sources of ${commit} do not run with this benchmark\n`)
    process.exitCode = 2
  } else await compareWith(before)
} finally {
  git('worktree', 'remove', '--force', tree)
  rmSync(dirname(tree), { recursive: true, force: true })
}

async function compareWith(before: string): Promise<void> {
  const after = await bundle(here, 'racer')
  const results: Record<string, Outcome> = {}
  for (const name of names) {
    const sides = { before: { program: before, cost: 1 }, after: { program: after, cost: 1 } }
    const outcome = await race({ name, cells, ...sides })
    results[name] = outcome
    process.stdout.write(`${name}, ${cells} cells: ${formatOutcome(outcome, commit)}\n`)
  }
  const report = `${JSON.stringify({ ref, commit, cells, results }, null, 2)}\n`
  writeFileSync(join(here, 'results', 'compare.json'), report)
  if (Object.values(results).some(({ isLoss }) => isLoss)) process.exitCode = 1
}

/** What races for another tree; null where its sources lack what this benchmark calls. */
async function programOf(root: string): Promise<string | null> {
  symlinkSync(join(here, '..', 'node_modules'), join(root, 'node_modules'))
  const bench = join(root, 'bench')
  try {
    for (const file of ['racer.ts', 'digest.ts', 'timing.ts'])
      copyFileSync(join(here, file), join(bench, file))
    const program = await bundle(bench, 'racer')
    execFileSync(process.execPath, [program, 'pure-water', '4', '1'], { input: '1\n' })
    return program
  } catch {
    return null
  }
}
