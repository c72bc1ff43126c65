import { parse, View, Warn } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import type { PagePlot } from '../page-data.ts'
import { DARK, LIGHT, recolouring, replaceTexts } from '../palette.ts'
import { AXIS_TITLE, type PlotChoice, type Row, settle } from '../plot.ts'

/** Plots that can be repainted in other colours. */
interface Plots {
  paint(isDark: boolean): Promise<void>
}

const PNG_SCALE = 3

/** Finds the place of each plot in the page and draws it there, as wide as the place is. */
export function showPlots(plots: readonly PagePlot[]): Plots {
  const shown = plots.flatMap((plot) => {
    const figure = document.getElementById(`plot-${plot.id}`)
    return figure === null ? [] : [new ShownPlot(figure, plot)]
  })
  return {
    async paint(isDark) {
      for (const plot of shown) await plot.paint(isDark)
    },
  }
}

class ShownPlot {
  readonly #plot: PagePlot
  readonly #place: HTMLElement
  #rows: readonly Row[]
  #axisTitle = ''
  #isDark = false
  #view: View | null = null

  constructor(figure: HTMLElement, plot: PagePlot) {
    this.#plot = plot
    this.#rows = plot.rows
    this.#place = figure.querySelector<HTMLElement>('.plot')!
    const tools = figure.querySelector<HTMLElement>('.tools')!
    this.#addChoices(figure)
    for (const [label, save] of [
      ['SVG', () => this.#saveSvg()],
      ['PNG', () => this.#savePng()],
      ['data', () => this.#saveData()],
    ] as const) {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = label
      button.ariaLabel = `Save ${label} of: ${plot.title}`
      button.addEventListener('click', () => void save())
      tools.append(button)
    }
    let width = 0
    new ResizeObserver(() => {
      if (this.#view === null || Math.abs(this.#place.clientWidth - width) < 2) return
      width = this.#place.clientWidth
      void settle(this.#view.width(width))
    }).observe(this.#place)
  }

  async paint(isDark: boolean): Promise<void> {
    this.#isDark = isDark
    this.#view?.finalize()
    this.#view = this.#viewIn(isDark)
    this.#view.width(this.#place.clientWidth)
    await settle(this.#view.initialize(this.#place))
  }

  #viewIn(isDark: boolean): View {
    const by = new Map(recolouring(isDark ? DARK : LIGHT))
    by.set(AXIS_TITLE, this.#axisTitle)
    const spec = replaceTexts(this.#plot.spec, by) as { data: { name: string; values?: unknown }[] }
    const data = spec.data.map((set) => {
      return set.name === 'rows' ? { ...set, values: structuredClone(this.#rows) } : set
    })
    const runtime = parse({ ...spec, data } as never, undefined as never, { ast: true } as never)
    const options = { renderer: 'svg', hover: true, logLevel: Warn, expr: expressionInterpreter }
    return new View(runtime, options as never)
  }

  /** A choice of other data, where there is one. */
  #addChoices(figure: HTMLElement): void {
    const { choices, first = 0 } = this.#plot
    const select = figure.querySelector('select')
    if (choices === undefined || select === null) return
    const show = (index: number) => {
      const choice = choices[index]!
      this.#axisTitle = choice.title
      this.#rows = this.#plot.rows.map((row, at) => ({ ...row, ...chosen(choice, at) }))
    }
    show(first)
    select.addEventListener('change', () => {
      show(select.selectedIndex)
      void this.paint(this.#isDark)
    })
  }

  async #saveSvg(): Promise<void> {
    const view = this.#onPaper()
    await settle(view)
    const svg = await view.toSVG()
    view.finalize()
    download(`${this.#plot.id}.svg`, new Blob([svg], { type: 'image/svg+xml' }))
  }

  async #savePng(): Promise<void> {
    const view = this.#onPaper()
    await settle(view)
    const canvas = await view.toCanvas(PNG_SCALE)
    view.finalize()
    canvas.toBlob((png) => png !== null && download(`${this.#plot.id}.png`, png))
  }

  #saveData(): void {
    const text = csvOf(this.#rows, this.#plot.headers)
    download(`${this.#plot.id}.csv`, new Blob([text], { type: 'text/csv' }))
  }

  /** The plot in light colours, on white. */
  #onPaper(): View {
    return this.#viewIn(false).background(LIGHT.paper).width(this.#place.clientWidth)
  }
}

/** The columns of a row that depend on the choice. */
function chosen({ values, errors }: PlotChoice, at: number): Row {
  const value = values[at] ?? null
  if (errors === undefined) return { value }
  const error = errors[at] ?? 0
  const isThere = value !== null
  return { value, error, low: isThere ? value - error : null, high: isThere ? value + error : null }
}

/** Hands a file to the reader. */
function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The file may be read after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Rows as CSV (RFC 4180), their columns under the headers. */
function csvOf(rows: readonly Row[], headers: Readonly<Record<string, string>>): string {
  const fields = Object.keys(headers)
  const lines = rows.map((row) => fields.map((field) => cell(String(row[field] ?? ''))).join(','))
  return [Object.values(headers).map(cell).join(','), ...lines, ''].join('\n')
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
