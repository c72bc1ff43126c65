import { LIGHT } from './palette.ts'

export const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"

const SMALL = 11.5

const text = {
  labelColor: LIGHT.muted,
  titleColor: LIGHT.ink,
  labelFontSize: SMALL,
  titleFontSize: SMALL + 0.5,
  titleFontWeight: 'normal',
}

/** How all plots look: little ink, the light palette. */
export const THEME = {
  background: 'transparent',
  font: FONT,
  padding: 4,
  view: { stroke: null },
  axis: {
    ...text,
    domainColor: LIGHT.muted,
    tickColor: LIGHT.muted,
    gridColor: LIGHT.grid,
    tickSize: 4,
    titlePadding: 8,
    labelPadding: 4,
    labelLimit: 190,
    titleLimit: 420,
  },
  axisQuantitative: { domain: false, tickCount: 5 },
  axisX: { grid: false, domain: true },
  legend: {
    ...text,
    labelColor: LIGHT.ink,
    orient: 'top',
    direction: 'horizontal',
    symbolType: 'circle',
    symbolSize: 70,
    symbolOpacity: 1,
    labelLimit: 340,
    columnPadding: 14,
    padding: 0,
    offset: 10,
    title: null,
  },
  range: { category: [...LIGHT.series], ramp: [...LIGHT.ramp], heatmap: [...LIGHT.ramp] },
  bar: { color: LIGHT.series[0] },
  line: { color: LIGHT.series[0] },
  point: { color: LIGHT.series[0] },
  rule: { color: LIGHT.ink },
} as const
