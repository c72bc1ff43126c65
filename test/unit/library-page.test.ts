import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const read = (...names: string[]) => readFileSync(join(root, ...names), 'utf8')

test('all code in docs/library.md is from the examples, which are run', () => {
  const examples = readdirSync(join(root, 'examples')).map((name) => read('examples', name))
  const blocks = [...read('docs', 'library.md').matchAll(/```js\n([\s\S]*?)```/g)]
  expect(blocks.length).toBe(3)
  for (const [, block] of blocks) {
    expect(
      examples.some((example) => example.includes(block!)),
      block,
    ).toBe(true)
  }
})

test('every name in its table of entries is exported there', async () => {
  const rows = [...read('docs', 'library.md').matchAll(/^\| `entrolyte(\/\w+)?` \| (.*) \|$/gm)]
  expect(rows.length).toBe(5)
  for (const [, entry, names] of rows) {
    const file = join(root, 'src', `${entry ?? '/index'}.ts`)
    const module = await import(/* @vite-ignore */ file)
    const promised = [...names!.matchAll(/`(\w+)`/g)].map(([, name]) => name!)
    for (const name of promised) expect(module, `${entry} ${name}`).toHaveProperty(name)
  }
})
