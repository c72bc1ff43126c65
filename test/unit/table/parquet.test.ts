import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { formatParquet } from '../../../src/table/parquet.ts'
import type { Cell, Column } from '../../../src/table/table.ts'

const columns: readonly Column[] = [
  { name: 'point', kind: 'text' },
  { name: 'energyPerWater', unit: 'kJ/mol', kind: 'number' },
  { name: 'pairing:Zn²⁺', kind: 'number' },
]

function bytesOf(rows: readonly (readonly Cell[])[]): ArrayBuffer {
  const { buffer, byteOffset, length } = Buffer.concat([
    ...formatParquet({ columns, rows: () => rows }),
  ])
  return buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer
}

const read = (file: ArrayBuffer) => parquetReadObjects({ file })

test('gives back text, doubles to the last bit, and what is missing', async () => {
  const rows: Cell[][] = [
    ['a', 0.1 + 0.2, -0],
    ['', Number.MAX_VALUE, Number.MIN_VALUE],
    [null, null, null],
    ['Zn²⁺, "quoted"\n', -1 / 3, 5e-324],
  ]
  const found = await read(bytesOf(rows))
  expect(found.map((row) => Object.values(row))).toEqual(rows)
  expect(Object.keys(found[0]!)).toEqual(['point', 'energyPerWater [kJ/mol]', 'pairing:Zn²⁺'])
})

test('holds no number that is not finite', async () => {
  const found = await read(bytesOf([['a', Number.NaN, Number.POSITIVE_INFINITY]]))
  expect(Object.values(found[0]!)).toEqual(['a', null, null])
})

test.each([0, 1, 499, 500, 501, 1750])('gives back %i rows in their order', async (count) => {
  const rows = Array.from({ length: count }, (_, k): Cell[] => [`p${k}`, k / 7, k % 3 ? k : null])
  const file = bytesOf(rows)
  expect(Number(parquetMetadata(file).num_rows)).toBe(count)
  expect((await read(file)).map((row) => Object.values(row))).toEqual(rows)
})

test('asks for rows as it writes them, and keeps few', () => {
  let asked = 0
  function* endless(): Generator<Cell[]> {
    for (;;) yield [`p${asked++}`, 1, 2]
  }
  const parts = formatParquet({ columns, rows: endless })
  parts.next()
  expect(asked).toBeLessThan(1000)
})
