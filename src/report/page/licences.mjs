import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The licences of all packages that files of a bundle come from, as one text.
 * @param {string} root where node_modules is
 * @param {readonly string[]} inputs paths that esbuild has read
 * @param {readonly string[]} others names of packages whose code is in some of the inputs
 */
export function licences(root, inputs, others = []) {
  const names = new Set(others)
  for (const input of inputs) {
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input) ?? []
    if (name !== undefined) names.add(name)
  }
  return [...names]
    .sort()
    .map((name) => {
      const folder = join(root, 'node_modules', name)
      const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      const file = readdirSync(folder).find((known) => /^licen[cs]e/i.test(known))
      const text =
        file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8')
      return `${name} ${version}\n\n${text.trim()}\n`
    })
    .join(`\n${'-'.repeat(40)}\n\n`)
}
