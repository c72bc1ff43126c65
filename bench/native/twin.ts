import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Chain } from '../../src/chain/chain.ts'
import type { Configuration } from '../../src/model/configuration.ts'
import type { Hamiltonian } from '../../src/model/hamiltonian.ts'
import type { RandomWords } from '../../src/numeric/random-words.ts'
import { digestOf } from '../digest.ts'
import { exportTwin } from './export.ts'

interface TwinReport {
  readonly nanosecondsPerAttempt: number
  readonly accepted: number
  readonly digest: number
  readonly position: number
}

const COMPILER = 'g++'

/** Builds the C++ twin and returns its path; null where there is no compiler. */
export function buildTwin(folder: string): string | null {
  const program = join(folder, 'twin')
  // Contraction to fused operations would round otherwise than JavaScript does.
  const flags = ['-std=c++17', '-O3', '-march=native', '-ffp-contract=off', '-o', program]
  try {
    execFileSync(COMPILER, [...flags, join(import.meta.dirname, 'twin.cpp')], { stdio: 'ignore' })
    return program
  } catch {
    return null
  }
}

/** The same chain in C++, from where the chain given stands when this is made. */
export class Twin {
  readonly #program: string
  readonly #folder = mkdtempSync(join(tmpdir(), 'entrolyte-twin-'))

  constructor(
    program: string,
    configuration: Configuration,
    hamiltonian: Hamiltonian,
    chain: Chain,
    stream: RandomWords,
  ) {
    this.#program = program
    exportTwin(join(this.#folder, 'start'), configuration, hamiltonian, chain, stream)
  }

  /** @throws Error unless the twin gets to where the chain is after as many sweeps */
  expectSame(sweeps: number, configuration: Configuration, stream: RandomWords): void {
    const report = this.#run(sweeps)
    if (report.digest !== digestOf(configuration) || report.position !== stream.position) {
      throw new Error(`the native twin went elsewhere: ${JSON.stringify(report)}`)
    }
  }

  secondsPerAttempt(sweeps: number): number {
    return 1e-9 * this.#run(sweeps).nanosecondsPerAttempt
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true })
  }

  #run(sweeps: number): TwinReport {
    const argv = [join(this.#folder, 'start'), String(sweeps)]
    return JSON.parse(execFileSync(this.#program, argv, { encoding: 'utf8' }))
  }
}
