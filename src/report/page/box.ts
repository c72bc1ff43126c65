import type { ConfigurationRecord } from '../../evaluate/configuration-record.ts'
import type { BoxData, SpeciesLook } from '../box-data.ts'
import { BoxControls } from './box-controls.ts'
import { BoxScene, type Ground } from './box-scene.ts'

/** A box that can be repainted in the colours of the page. */
interface Box {
  paint(ground: Ground): void
}

/** Draws the box into its place, with a legend to hide species by, and lets the reader turn it. */
export function showBox(place: HTMLElement, data: BoxData): Box {
  const canvas = place.querySelector('canvas')!
  const words = place.querySelector<HTMLElement>('.picked')!
  let scene: BoxScene
  try {
    scene = new BoxScene(canvas, data)
  } catch {
    place.classList.add('without-3d')
    return { paint: () => {} }
  }
  let asked = false
  /** Draws once, however often it is asked for before that. */
  const draw = () => {
    if (asked) return
    asked = true
    requestAnimationFrame(() => {
      asked = false
      scene.draw()
    })
  }
  new BoxControls(canvas, scene.view, draw)
  for (const input of place.querySelectorAll<HTMLInputElement>('input[data-show]')) {
    const apply = () => scene.show(input.dataset.show!, input.checked)
    apply()
    input.addEventListener('change', () => {
      apply()
      draw()
    })
  }
  const tell = () => {
    for (const count of place.querySelectorAll<HTMLElement>('[data-count]')) {
      const particles = countOf(count.dataset.count!, scene.configuration)
      count.textContent = particles.toLocaleString('en')
      // Of several configurations some have species that others have not.
      count.closest('label')!.hidden = particles === 0
    }
  }
  tell()
  const pick = (particle: number | null) => {
    scene.mark(particle)
    words.textContent =
      particle === null ? '' : describeParticle(data.species, scene.configuration, particle)
    draw()
  }
  const select = place.querySelector('select')
  select?.addEventListener('change', () => {
    scene.load(select.selectedIndex)
    tell()
    pick(null)
  })
  canvas.addEventListener('click', ({ offsetX, offsetY }) => {
    pick(scene.particleAt(offsetX / canvas.clientWidth, offsetY / canvas.clientHeight))
  })
  let ion = -1
  canvas.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') pick(null)
    if (key !== 'n' && key !== 'p') return
    const ions = scene.ions()
    if (ions.length === 0) return
    ion = (ion + (key === 'n' ? 1 : ions.length - 1)) % ions.length
    pick(ions[ion]!)
  })
  new ResizeObserver(() => {
    scene.fit()
    draw()
  }).observe(canvas.parentElement!)
  const paint = (ground: Ground) => {
    scene.paint(ground)
    scene.fit()
    scene.draw()
  }
  return { paint }
}

/** Number of particles of a species, or of hydrogen bonds. */
function countOf(what: string, { states, replicas }: ConfigurationRecord): number {
  const { states: held, hydrogenBonds } = replicas[0]!
  const isOf = (state: number) => states[state]!.species === what
  return what === 'bonds' ? hydrogenBonds.length / 3 : held.filter(isOf).length
}

/** A particle in words: what it is, what it touches, and its hydrogen bonds. */
function describeParticle(
  species: readonly SpeciesLook[],
  { cells, directions, states, replicas }: ConfigurationRecord,
  particle: number,
): string {
  const [sites] = replicas
  const { positions, hydrogenBonds } = sites!
  const size = 2 * cells
  const place = (of: number) => positions.slice(3 * of, 3 * of + 3)
  const key = (at: readonly number[]) => at.map((x) => (x + size) % size).join()
  const particleAt = new Map(sites!.states.map((_, other) => [key(place(other)), other]))
  const nameOf = (of: number) => states[sites!.states[of]!]!.species

  const around = new Map<string, number>()
  for (const step of directions) {
    const other = particleAt.get(key(place(particle).map((x, axis) => x + step[axis]!)))
    if (other !== undefined) around.set(nameOf(other), (around.get(nameOf(other)) ?? 0) + 1)
  }
  const printed = (name: string) => species.find((known) => known.name === name)?.printed ?? name
  const shell = [...around].map(([name, count]) => `${count} ${printed(name)}`).join(', ')
  const bonds = { given: 0, taken: 0 }
  for (let bond = 0; bond < hydrogenBonds.length; bond += 3) {
    if (hydrogenBonds[bond] === particle) bonds.given++
    if (hydrogenBonds[bond + 1] === particle) bonds.taken++
  }
  const { given, taken } = bonds
  const hydrogen =
    given + taken === 0 ? '' : `; hydrogen bonds: ${given} donated, ${taken} accepted`
  return `${printed(nameOf(particle))} touches ${shell || 'nothing'}${hydrogen}`
}
