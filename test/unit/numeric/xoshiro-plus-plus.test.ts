import { expect, it } from 'vitest'
import { bitCount } from '../../../src/numeric/bit-count.ts'
import { XoshiroPlusPlus } from '../../../src/numeric/xoshiro.ts'

it('xoshiro128++ makes the words of the reference implementation', () => {
  // Blackman and Vigna's xoshiro128plusplus.c from the state 1, 2, 3, 4.
  const random = new XoshiroPlusPlus()
  random.seed(1, 2, 3, 4)
  const words = Array.from({ length: 10 }, () => random.next() >>> 0)
  expect(words).toEqual([
    641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011,
    621204420,
  ])
  expect(() => random.seed(0, 0, 0, 0)).toThrow('zeros')
})

it('bits are counted', () => {
  for (const word of [0, 1, -1, 0x55555555, -0x80000000, 0x12345678]) {
    expect(bitCount(word)).toBe([...(word >>> 0).toString(2)].filter((bit) => bit === '1').length)
  }
})
