/** Where the box is looked at from: angles in radians, distance in units of the usual one. */
interface ViewPoint {
  azimuth: number
  height: number
  distance: number
}

const USUAL: Readonly<ViewPoint> = { azimuth: 0.62, height: 0.34, distance: 1 }

const STEP = Math.PI / 24
const STEEPEST = Math.PI / 2 - 0.01
const RADIANS_PER_PIXEL = 0.008

export function usualViewPoint(): ViewPoint {
  return { ...USUAL }
}

/** Turns the box by mouse, finger and keys. Fingers that move up or down scroll the page, as elsewhere. */
export class BoxControls {
  readonly #view: ViewPoint
  readonly #draw: () => void
  readonly #pointers = new Map<number, readonly [x: number, y: number]>()

  constructor(canvas: HTMLCanvasElement, view: ViewPoint, draw: () => void) {
    this.#view = view
    this.#draw = draw
    canvas.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !this.#press(event.key)) return
      event.preventDefault()
    })
    canvas.addEventListener('pointerdown', ({ pointerId, clientX, clientY }) => {
      this.#pointers.set(pointerId, [clientX, clientY])
      canvas.setPointerCapture(pointerId)
    })
    for (const end of ['pointerup', 'pointercancel'] as const) {
      canvas.addEventListener(end, ({ pointerId }) => this.#pointers.delete(pointerId))
    }
    canvas.addEventListener('pointermove', (event) => this.#move(event))
    const wheel = (event: WheelEvent) => {
      // Without a key held the page scrolls.
      if (!event.ctrlKey && !event.shiftKey && document.activeElement !== canvas) return
      event.preventDefault()
      this.#zoom(event.deltaY > 0 ? 1.1 : 1 / 1.1)
    }
    canvas.addEventListener('wheel', wheel, { passive: false })
  }

  #press(key: string): boolean {
    const turns: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.#turn(-STEP, 0),
      ArrowRight: () => this.#turn(STEP, 0),
      ArrowUp: () => this.#turn(0, STEP),
      ArrowDown: () => this.#turn(0, -STEP),
      '+': () => this.#zoom(1 / 1.15),
      '=': () => this.#zoom(1 / 1.15),
      '-': () => this.#zoom(1.15),
      '0': () => {
        Object.assign(this.#view, USUAL)
        this.#draw()
      },
    }
    const turn = Object.hasOwn(turns, key) ? turns[key] : undefined
    turn?.()
    return turn !== undefined
  }

  #move({ pointerId, clientX, clientY }: PointerEvent): void {
    const before = this.#pointers.get(pointerId)
    if (before === undefined) return
    const spread = () => {
      const [a, b] = [...this.#pointers.values()]
      return a && b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0
    }
    const spreadBefore = spread()
    this.#pointers.set(pointerId, [clientX, clientY])
    if (this.#pointers.size === 2) {
      if (spreadBefore > 0 && spread() > 0) this.#zoom(spreadBefore / spread())
      return
    }
    const [dx, dy] = [clientX - before[0], clientY - before[1]]
    this.#turn(-dx * RADIANS_PER_PIXEL, dy * RADIANS_PER_PIXEL)
  }

  #turn(azimuth: number, height: number): void {
    const view = this.#view
    view.azimuth += azimuth
    view.height = Math.max(-STEEPEST, Math.min(STEEPEST, view.height + height))
    this.#draw()
  }

  #zoom(factor: number): void {
    this.#view.distance = Math.max(0.15, Math.min(3, this.#view.distance * factor))
    this.#draw()
  }
}
