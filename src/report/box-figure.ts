import { cos, sin } from '../numeric/trigonometry.ts'
import type { BoxData, BoxView, SpeciesLook } from './box-data.ts'
import { escapeText } from './html.ts'
import { FONT } from './theme.ts'

type Vector = readonly [number, number, number]

/** Something to be painted, the farthest first. */
interface Stroke {
  readonly depth: number
  readonly markup: string
}

const SIZE = 640
/** As in the page. */
const [AZIMUTH, HEIGHT] = [0.62, 0.34]
/** Edges of the box between its centre and the eye. */
const EYE = 3.2
const ARM = 0.72
const HYDROGEN = 0.3
const LEGEND_HEIGHT = 44

/** The box as an SVG, for paper and for where there is no 3-D: balls in perspective, paler with distance. */
export function boxFigure({ species, views, first }: BoxData): string {
  const { configuration } = views[first]!
  const edge = 2 * configuration.cells * configuration.halfCellAngstrom
  const strokes = [
    ...ballsOf(species, configuration, edge),
    ...bondsOf(configuration, edge),
    ...edgesOf(edge),
  ].sort((a, b) => b.depth - a.depth)
  const height = SIZE + LEGEND_HEIGHT
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${height}" viewBox="0 0 ${SIZE} ${height}" font-family="${escapeText(FONT)}">`,
    `<rect width="${SIZE}" height="${height}" fill="#ffffff"/>`,
    '<defs>',
    ...[...species.map(({ color }) => color), '#f6f7f9'].map(shade),
    '</defs>',
    ...strokes.map(({ markup }) => markup),
    ...legend(species, configuration),
    '</svg>\n',
  ].join('\n')
}

/** A ball's light and dark side. */
function shade(color: string): string {
  return `<radialGradient id="${idOf(color)}" cx="0.36" cy="0.32" r="0.75"><stop offset="0" stop-color="${mixed(color, '#ffffff', 0.45)}"/><stop offset="0.45" stop-color="${color}"/><stop offset="1" stop-color="${mixed(color, '#000000', 0.35)}"/></radialGradient>`
}

function ballsOf(
  looks: readonly SpeciesLook[],
  { states, directions, replicas, halfCellAngstrom }: BoxView['configuration'],
  edge: number,
): Stroke[] {
  const { positions, states: held } = replicas[0]!
  return held.flatMap((state, particle) => {
    const { species, faces } = states[state]!
    const look = looks.find(({ name }) => name === species)
    if (look === undefined) return []
    const place = [0, 1, 2].map((axis) => positions[3 * particle + axis]! * halfCellAngstrom)
    const arms = faces.flatMap((face, direction) => {
      if (face !== 'donor') return []
      const step = directions[direction]!
      const at = place.map((x, axis) => x + (ARM * step[axis]!) / Math.sqrt(3))
      return [ball(at as unknown as Vector, HYDROGEN, '#f6f7f9', edge)]
    })
    return [ball(place as unknown as Vector, look.radius, look.color, edge), ...arms]
  })
}

function ball(at: Vector, radius: number, color: string, edge: number): Stroke {
  const { x, y, depth, scale } = project(at, edge)
  const pale = paleness(depth, edge)
  const opacity = pale > 0.01 ? ` opacity="${(1 - pale).toFixed(2)}"` : ''
  const r = (radius * scale).toFixed(1)
  return {
    depth,
    markup: `<circle cx="${x}" cy="${y}" r="${r}" fill="url(#${idOf(color)})"${opacity}/>`,
  }
}

function bondsOf(configuration: BoxView['configuration'], edge: number): Stroke[] {
  const { directions, replicas, halfCellAngstrom } = configuration
  const { positions, hydrogenBonds } = replicas[0]!
  return Array.from({ length: hydrogenBonds.length / 3 }, (_, bond) => {
    const [donor = 0, , direction = 0] = hydrogenBonds.slice(3 * bond, 3 * bond + 3)
    const end = (share: number) =>
      [0, 1, 2].map((axis) => {
        const step = share * directions[direction]![axis]!
        return (positions[3 * donor + axis]! + step) * halfCellAngstrom
      }) as unknown as Vector
    return line(end(0), end(1), edge, '#7c8794', 0.13)
  })
}

function edgesOf(edge: number): Stroke[] {
  const corners = Array.from({ length: 8 }, (_, k) => {
    return [(k & 1) * edge, ((k >> 1) & 1) * edge, (k >> 2) * edge] as const
  })
  return corners.flatMap((from, a) =>
    [1, 2, 4].flatMap((bit) => {
      return a & bit ? [] : [line(from, corners[a | bit]!, edge, '#59616b', 0.06)]
    }),
  )
}

function line(from: Vector, to: Vector, edge: number, color: string, width: number): Stroke {
  const [a, b] = [project(from, edge), project(to, edge)]
  const depth = (a.depth + b.depth) / 2
  const opacity = (1 - paleness(depth, edge)).toFixed(2)
  return {
    depth,
    markup: `<path d="M${a.x} ${a.y}L${b.x} ${b.y}" stroke="${color}" stroke-width="${(width * a.scale).toFixed(1)}" opacity="${opacity}"/>`,
  }
}

/** Where a place in Å is on paper, how far from the eye, and how large an Å is there. */
function project(at: Vector, edge: number) {
  const [x, y, z] = at.map((component) => component - edge / 2) as unknown as Vector
  const across = x * cos(AZIMUTH) - z * sin(AZIMUTH)
  const towards = x * sin(AZIMUTH) + z * cos(AZIMUTH)
  const up = y * cos(HEIGHT) - towards * sin(HEIGHT)
  const depth = EYE * edge - (towards * cos(HEIGHT) + y * sin(HEIGHT))
  // A plane through the centre of the box is 1.75 edges wide.
  const scale = (SIZE * EYE) / (1.75 * depth)
  const on = (value: number) => Number((SIZE / 2 + value * scale).toFixed(1))
  return { x: on(across), y: on(-up - 0.06 * edge), depth, scale }
}

/** 0 for what is near, more for what is far. */
function paleness(depth: number, edge: number): number {
  const far = (depth - (EYE - 0.5) * edge) / (1.5 * edge)
  return 0.75 * Math.max(0, Math.min(1, far))
}

function legend(
  looks: readonly SpeciesLook[],
  { states, replicas }: BoxView['configuration'],
): string[] {
  let x = 24
  return looks.flatMap(({ name, printed, color }) => {
    const count = replicas[0]!.states.filter((state) => states[state]!.species === name).length
    if (count === 0) return []
    const text = `${printed}  ${count}`
    const [at, y] = [x, SIZE + LEGEND_HEIGHT / 2]
    x += 34 + 9.5 * Math.min(text.length, 24)
    const label = text.length > 24 ? `${text.slice(0, 23)}…` : text
    return [
      `<circle cx="${at}" cy="${y - 5}" r="8" fill="url(#${idOf(color)})"/>`,
      `<text x="${at + 14}" y="${y}" font-size="15" fill="#1d2126">${escapeText(label)}</text>`,
    ]
  })
}

function idOf(color: string): string {
  return `c${color.slice(1)}`
}

function mixed(color: string, other: string, share: number): string {
  const channel = (text: string, k: number) => Number.parseInt(text.slice(1 + 2 * k, 3 + 2 * k), 16)
  const channels = [0, 1, 2].map((k) =>
    Math.round((1 - share) * channel(color, k) + share * channel(other, k)),
  )
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
