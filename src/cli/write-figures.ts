import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { boxFigure } from '../report/box-figure.ts'
import { plotSvg, pngOf } from '../report/figures.ts'
import type { Drawing } from '../report/offered-plot.ts'
import { writeDurably } from '../store/durable-file.ts'

const FOLDER = 'figures'

/** Writes every figure as SVG and as PNG beside a result, and returns the paths. */
export async function writeFigures(directory: string, { box, plots }: Drawing): Promise<string[]> {
  const folder = join(directory, FOLDER)
  mkdirSync(folder, { recursive: true })
  const require = createRequire(import.meta.url)
  const font = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')
  const paths: string[] = []
  const write = (name: string, content: string | Uint8Array) => {
    writeDurably(join(folder, name), content)
    paths.push(join(folder, name))
  }
  const draw = (name: string, svg: string) => {
    write(`${name}.svg`, svg)
    write(`${name}.png`, pngOf(svg, [font]))
  }
  if (box !== null) draw('box', boxFigure(box))
  for (const offered of plots) draw(safeName(offered.plot.id), await plotSvg(offered))
  return paths
}

/** Ids are made of names that users may have chosen. */
function safeName(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9+-]+/g, '-').slice(0, 80)
}
