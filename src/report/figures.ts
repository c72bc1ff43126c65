import { Resvg } from '@resvg/resvg-js'
import { parse, View } from 'vega'
import { compilePlot, WIDTH } from './compile-plot.ts'
import { LIGHT, replaceTexts } from './palette.ts'
import { AXIS_TITLE, type OfferedPlot, settle } from './plot.ts'

/** A plot as an SVG, in light colours on white. */
export async function plotSvg({ plot, choices, first = 0 }: OfferedPlot): Promise<string> {
  const title = choices?.[first]?.title ?? ''
  const spec = replaceTexts(compilePlot(plot), new Map([[AXIS_TITLE, title]]))
  const sets = spec.data as readonly { readonly name: string }[]
  const choice = choices?.[first]
  const rows = plot.rows.map((row, at) => {
    if (choice === undefined) return { ...row }
    const value = choice.values[at] ?? null
    const error = choice.errors?.[at] ?? 0
    if (value === null) return { ...row, value }
    return { ...row, value, low: value - error, high: value + error }
  })
  const data = sets.map((set) => (set.name === 'rows' ? { ...set, values: rows } : set))
  const view = new View(parse({ ...spec, data } as never), { renderer: 'none' })
  view.background(LIGHT.paper).width(plot.isWide ? 2 * WIDTH : WIDTH)
  await settle(view)
  const svg = await view.toSVG()
  view.finalize()
  return svg
}

/** A picture of an SVG, three pixels to each of its own, its texts in the font given, whatever the machine has. */
export function pngOf(svg: string, fontFiles: readonly string[]): Uint8Array {
  const font = {
    loadSystemFonts: false,
    fontFiles: [...fontFiles],
    defaultFontFamily: 'DejaVu Sans',
  }
  return new Resvg(svg, { fitTo: { mode: 'zoom', value: 3 }, font }).render().asPng()
}
