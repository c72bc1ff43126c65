import { logger, None } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { Plot } from './plot.ts'
import { THEME } from './theme.ts'

/** A specification that needs no compiler: plain Vega, for an interpreter that evaluates no text. */
export type VegaSpec = Readonly<Record<string, unknown>>

/** A compiler that has nothing to say: what it warns of is how a plot of fixed steps is fitted. */
const SILENT = logger(None)

/** Plots are this wide unless a page says otherwise. */
export const WIDTH = 460
const HEIGHT = 230

/** Compiles a plot; its data, called `rows`, are left to whoever draws it. */
export function compilePlot({ spec, note }: Plot): VegaSpec {
  const wanted = {
    width: WIDTH,
    height: HEIGHT,
    autosize: { type: 'fit-x', contains: 'padding' },
    description: note,
    ...spec,
  }
  const { spec: compiled } = compile(wanted as unknown as TopLevelSpec, {
    config: THEME as never,
    logger: SILENT,
  })
  return JSON.parse(JSON.stringify(compiled)) as VegaSpec
}
