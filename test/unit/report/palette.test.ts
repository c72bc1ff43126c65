import { expect, test } from 'vitest'
import { DARK, LIGHT, recolouring, replaceTexts } from '../../../src/report/palette.ts'

/** Relative luminance of sRGB, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light! + 0.05) / (dark! + 0.05)
}

test.each([
  ['light', LIGHT],
  ['dark', DARK],
])('texts of the %s palette can be read', (_, palette) => {
  expect(contrast(palette.ink, palette.paper)).toBeGreaterThan(7)
  expect(contrast(palette.muted, palette.paper)).toBeGreaterThan(4.5)
})

test('every light colour has one dark colour, also within a specification', () => {
  const by = recolouring(DARK)
  expect(by.size).toBe(5 + LIGHT.series.length + LIGHT.ramp.length)
  const spec = { marks: [{ fill: LIGHT.series[1], text: 'plain' }], width: 3, none: null }
  expect(replaceTexts(spec, by)).toEqual({
    marks: [{ fill: DARK.series[1], text: 'plain' }],
    width: 3,
    none: null,
  })
})
