import { execFileSync } from 'node:child_process'

/**
 * Null once a program can be run; else why it cannot. Where it is missing, Debian's package is installed,
 * if this process may.
 * @param probe a command that ends well where the program is there
 */
export function missing(name: string, probe: readonly string[]): string | null {
  if (runs(probe)) return null
  if (process.getuid?.() !== 0) return `${name} is not installed, and only root may install it`
  if (!runs(['apt-get', '--version'])) return `${name} is not installed, and this is no Debian`
  const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', name]
  const isInstalled = runs(install) || (runs(['apt-get', 'update', '-qq']) && runs(install))
  return isInstalled && runs(probe) ? null : `${name} is not installed, and apt cannot get it`
}

function runs([command, ...args]: readonly string[]): boolean {
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync(command!, args, { stdio: 'ignore', timeout: 240_000, env })
    return true
  } catch {
    return false
  }
}
