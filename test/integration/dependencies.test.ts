import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (name: string) => JSON.parse(readFileSync(`${ROOT}/${name}`, 'utf8'))

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}

const { '': own, ...locked } = read('package-lock.json').packages as Record<string, Locked>
const packages = Object.entries(locked)
const used = packages.filter(([, { dev, optional }]) => !dev && !optional)

describe('what is installed', () => {
  test('is what was locked: every package has a checksum that cannot be forged', () => {
    expect(own).toMatchObject({ name: 'entrolyte' })
    expect(used.length).toBeGreaterThan(3)
    for (const [name, { integrity, link }] of packages) {
      expect(integrity, name).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/)
      expect(link, name).toBeUndefined()
    }
  })

  test('comes from no other place than the registry', () => {
    for (const [name, { resolved }] of packages) {
      if (resolved !== undefined)
        expect(resolved, name).toMatch(/^https:\/\/registry\.npmjs\.org\//)
    }
  })

  test('runs no script when it is installed, where it is part of the program', () => {
    expect(used.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([])
  })

  test('runs none of which it is not known what it does, where it serves development', () => {
    // esbuild's looks whether its binary, a package of its own, is there; fsevents is macOS alone.
    const known = /node_modules\/(esbuild|fsevents)$/
    const odd = packages.filter(
      ([name, { hasInstallScript }]) => hasInstallScript && !known.test(name),
    )
    expect(odd.map(([name]) => name)).toEqual([])
  })

  test('is asked for by one version each', () => {
    const { dependencies, devDependencies } = read('package.json')
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
      expect(locked[`node_modules/${name}`]?.version, name).toBe(version)
    }
  })
})

/** Null where no registry answers, or one that knows nothing of advisories. */
function audit(): { readonly vulnerabilities: Readonly<Record<string, unknown>> } | null {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=15000']
  const { stdout } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8', timeout: 60_000 })
  try {
    const report = JSON.parse(stdout) as { vulnerabilities?: Record<string, unknown> }
    return report.vulnerabilities === undefined ? null : { vulnerabilities: report.vulnerabilities }
  } catch {
    return null
  }
}

const report = process.env.CI ? audit() : null
const reason = process.env.CI ? 'no registry told of advisories' : 'asked for where CI is set'

test.skipIf(report === null)(
  `no advisory is known against what the program uses${report === null ? ` (skipped: ${reason})` : ''}`,
  () => {
    expect(report!.vulnerabilities).toEqual({})
  },
)
