import type { Axis } from '../axis.ts'
import { type AXIS_TITLE, amount, DATA, names, type Row, type Spec } from '../plot.ts'

type Title = string | typeof AXIS_TITLE

/** Pixels that a letter takes in a legend, and its symbol with the gap to the next. */
const [LETTER, SYMBOL] = [6.4, 44]
const LINE_HEIGHT = 15

/** How an observable is drawn against a parameter: by lines where that is a quantity, by dots where it is a name. */
export function marks(axis: Axis, yTitle: Title, rows: readonly Row[]): Spec {
  const apart = hasSeries(rows) ? rows : null
  return axis.isNumeric ? lines(axis.title, yTitle, apart) : dots(yTitle, rows, apart)
}

/**
 * Lines with bands of one standard error; the title of the vertical axis may be left to the page.
 * @param apart rows whose `series` are told apart; null where there is one line
 */
export function lines(xTitle: string, yTitle: Title, apart: readonly Row[] | null): Spec {
  const x = amount('x', xTitle, { scale: { zero: false, nice: false, padding: 12 } })
  const y = (field: string) => amount(field, yTitle, { scale: { zero: false } })
  const { color, shape } = seriesOf(apart)
  return {
    data: DATA,
    layer: [
      {
        mark: { type: 'area', opacity: 0.22, interpolate: 'linear' },
        encoding: { x, y: y('low'), y2: { field: 'high' }, ...color },
      },
      { mark: { type: 'line', strokeWidth: 1.75 }, encoding: { x, y: y('value'), ...color } },
      {
        mark: { type: 'rule', strokeWidth: 1.25 },
        encoding: { x, y: y('low'), y2: { field: 'high' }, ...color },
      },
      {
        mark: { type: 'point', filled: true, size: 45, opacity: 1 },
        encoding: { x, y: y('value'), ...color, ...shape },
      },
    ],
  }
}

/** A row of dots for each name, with lines of one standard error to each side. */
function dots(title: Title, rows: readonly Row[], apart: readonly Row[] | null): Spec {
  const most = Math.max(...rows.map(({ x }) => String(x).split(' + ').length))
  const axis = { labelExpr: "split(datum.label, ' + ')", grid: true, labelLimit: 190 }
  const y = names('x', null, { axis })
  const x = (field: string) =>
    amount(field, title, { scale: { zero: false, padding: 12 }, axis: { titleAnchor: 'end' } })
  const { color, shape } = seriesOf(apart)
  return {
    data: DATA,
    height: { step: Math.max(28, 12 + LINE_HEIGHT * most) },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { y, x: x('low'), x2: { field: 'high' }, ...color },
      },
      {
        mark: { type: 'point', filled: true, size: 60, opacity: 1 },
        encoding: { y, x: x('value'), ...color, ...shape },
      },
    ],
  }
}

export function hasSeries(rows: readonly Row[]): boolean {
  return new Set(rows.map(({ series }) => series)).size > 1
}

function seriesOf(rows: readonly Row[] | null): { readonly color: Spec; readonly shape: Spec } {
  if (rows === null) return { color: {}, shape: {} }
  const longest = Math.max(...rows.map(({ series }) => String(series).length))
  // As many side by side as there is room for.
  const room = Math.round(SYMBOL + LETTER * Math.min(longest, 50))
  const legend = { columns: { signal: `max(1, floor(width / ${room}))` } }
  const series = names('series', null, { legend })
  return { color: { color: series }, shape: { shape: series } }
}
