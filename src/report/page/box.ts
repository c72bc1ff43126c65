import type { ConfigurationRecord } from '../../evaluate/configuration-record.ts'
import type { BoxData } from '../box-data.ts'
import { BoxControls } from './box-controls.ts'
import { BoxScene, type Ground } from './box-scene.ts'
import { describeParticle } from './box-words.ts'

/** A box that can be painted anew in the colours of the page. */
export interface Box {
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
