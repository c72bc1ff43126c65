import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { iceEntropy } from '../test/support/ice-entropy.ts'

/**
 * Residual entropy of ice Ic as scenarios/reference/ice-residual-entropy.yaml asks for, its parts over as
 * many processes as there are cores: `npm run ice`. With `--share 0.01` a hundredth of all sweeps.
 * An hour on two cores.
 */
interface Size {
  readonly cells: number
  readonly parts: number
  readonly sweepsOfEach: number
}

interface Part {
  readonly cells: number
  readonly nodes: number
  readonly sweeps: number
  readonly seed: string
}

interface Entropy {
  readonly value: number
  readonly standardError: number
}

const child = process.argv[2]
if (child?.startsWith('{')) process.stdout.write(JSON.stringify(iceEntropy(JSON.parse(child))))
else await parent(process.argv[2] === '--share' ? Number(process.argv[3]) : 1)

async function parent(share: number): Promise<void> {
  const file = join(
    import.meta.dirname,
    '..',
    'scenarios',
    'reference',
    'ice-residual-entropy.yaml',
  )
  const { expected, nodes, sizes } = parse(readFileSync(file, 'utf8'))
  const parts = (sizes as Size[]).toReversed().flatMap(({ cells, parts, sweepsOfEach }) =>
    Array.from({ length: parts }, (_, k): Part => {
      return { cells, nodes, sweeps: share * sweepsOfEach, seed: `ice ${k}` }
    }),
  )
  const found = new Map<number, Entropy[]>()
  const queue = [...parts]
  const start = performance.now()
  const lane = async () => {
    for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
      const entropy = await inProcess(part)
      found.set(part.cells, [...(found.get(part.cells) ?? []), entropy])
      const { value, standardError } = entropy
      const seconds = ((performance.now() - start) / 1000).toFixed(0)
      print(
        `${part.cells} cells, ${part.seed}: ln W ${value.toFixed(6)} ± ${standardError.toFixed(6)}, ${seconds} s`,
      )
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, lane))
  const rows = (sizes as Size[]).map(({ cells }) => ({ cells, ...meanOf(found.get(cells)!) }))
  for (const { cells, value, standardError } of rows) {
    const w = Math.exp(value)
    print(`${cells ** 3} waters: W = ${w.toFixed(5)} ± ${(w * standardError).toFixed(5)}`)
  }
  const { value, standardError } = extrapolated(rows)
  const w = Math.exp(value)
  const deviation = (w - expected.value) / (w * standardError)
  print(`no end of waters: W = ${w.toFixed(5)} ± ${(w * standardError).toFixed(5)}`)
  print(
    `expected ${expected.value} (${expected.source}): off by ${deviation.toFixed(1)} standard errors`,
  )
}

async function inProcess(part: Part): Promise<Entropy> {
  const argv = ['--import', 'tsx', import.meta.filename, JSON.stringify(part)]
  const { stdout } = await promisify(execFile)(process.execPath, argv)
  return JSON.parse(stdout)
}

/** Of equally long parts. */
function meanOf(parts: readonly Entropy[]): Entropy {
  const value = parts.reduce((sum, part) => sum + part.value / parts.length, 0)
  const square = parts.reduce((sum, part) => sum + part.standardError ** 2, 0)
  return { value, standardError: Math.sqrt(square) / parts.length }
}

/** ln W + a/N through all sizes by least squares; the error is that of the intercept. */
function extrapolated(rows: readonly (Entropy & { readonly cells: number })[]): Entropy {
  const terms = rows.map(({ cells, value, standardError }) => {
    return { x: 1 / cells ** 3, y: value, w: 1 / standardError ** 2 }
  })
  const sum = (f: (term: (typeof terms)[number]) => number) =>
    terms.reduce((total, term) => total + f(term), 0)
  const [s, sx, sy] = [sum(({ w }) => w), sum(({ w, x }) => w * x), sum(({ w, y }) => w * y)]
  const [sxx, sxy] = [sum(({ w, x }) => w * x * x), sum(({ w, x, y }) => w * x * y)]
  const determinant = s * sxx - sx * sx
  return {
    value: (sxx * sy - sx * sxy) / determinant,
    standardError: Math.sqrt(sxx / determinant),
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
