import {
  Color,
  DirectionalLight,
  Fog,
  HemisphereLight,
  type InstancedMesh,
  LineBasicMaterial,
  LineSegments,
  PerspectiveCamera,
  Raycaster,
  Scene,
  type Sprite,
  Vector2,
  WebGLRenderer,
} from 'three'
import type { ConfigurationRecord } from '../../evaluate/configuration-record.ts'
import type { BoxData } from '../box-data.ts'
import { usualViewPoint } from './box-controls.ts'
import { type BoxMeshes, boxEdges, labelOf, meshesOf } from './box-meshes.ts'

const FIELD_OF_VIEW = 30

/** The colours behind the particles and of the edges of the box. */
export interface Ground {
  readonly background: string
  readonly ink: string
}

/** The box in 3-D: a mesh for each species, one for its hydrogens, one for the hydrogen bonds. */
export class BoxScene {
  readonly view = usualViewPoint()
  readonly #data: BoxData
  readonly #renderer: WebGLRenderer
  readonly #scene = new Scene()
  readonly #camera = new PerspectiveCamera(FIELD_OF_VIEW)
  readonly #edges: LineSegments
  readonly #light = new DirectionalLight(0xffffff, 2.1)
  readonly #hidden = new Set<string>()
  readonly #mark: Sprite
  #index: number
  #meshes: BoxMeshes

  /** Throws where the browser has no WebGL. */
  constructor(canvas: HTMLCanvasElement, data: BoxData) {
    this.#data = data
    this.#index = data.first
    // What is drawn is kept, for printing and for saving.
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true })
    this.#renderer.setPixelRatio(Math.min(2, devicePixelRatio))
    this.#edges = new LineSegments(boxEdges(this.#edge), new LineBasicMaterial())
    this.#mark = labelOf('◯', this.#edge / 18)
    this.#mark.visible = false
    this.#scene.add(
      new HemisphereLight(0xffffff, 0x9aa4b0, 1.75),
      this.#light,
      this.#edges,
      this.#mark,
    )
    this.#meshes = this.#loadMeshes()
  }

  get configuration(): ConfigurationRecord {
    return this.#data.views[this.#index]!.configuration
  }

  /** Shows another configuration. */
  load(index: number): void {
    this.#index = index
    this.#scene.remove(this.#meshes.all)
    this.#meshes.dispose()
    this.#edges.geometry.dispose()
    this.#edges.geometry = boxEdges(this.#edge)
    this.#meshes = this.#loadMeshes()
  }

  /** Shows or hides a species, by its name, the `bonds`, or the `labels`. */
  show(what: string, isShown: boolean): void {
    if (isShown) this.#hidden.delete(what)
    else this.#hidden.add(what)
    this.#applyHidden()
  }

  paint({ background, ink }: Ground): void {
    this.#scene.background = new Color(background)
    this.#scene.fog = new Fog(background, 1, 10)
    const material = this.#edges.material as LineBasicMaterial
    material.color = new Color(ink)
  }

  /** Fits the drawing to its place in the page. */
  fit(): void {
    const { parentElement } = this.#renderer.domElement
    const { clientWidth, clientHeight } = parentElement!
    this.#renderer.setSize(clientWidth, clientHeight, false)
    this.#camera.aspect = clientWidth / Math.max(1, clientHeight)
    this.#camera.updateProjectionMatrix()
  }

  draw(): void {
    const { azimuth, height, distance } = this.view
    const edge = this.#edge
    // Narrow places see the whole box from farther away.
    const usual = (edge * 3.1) / Math.min(1, this.#camera.aspect)
    const away = usual * distance
    const level = away * Math.cos(height)
    const centre = edge / 2
    this.#camera.position.set(
      centre + level * Math.sin(azimuth),
      centre + away * Math.sin(height),
      centre + level * Math.cos(azimuth),
    )
    this.#camera.near = away / 100
    this.#camera.far = away + 3 * edge
    this.#camera.updateProjectionMatrix()
    // A little below the centre: seen from above, the box takes more room there.
    this.#camera.lookAt(centre, centre - 0.06 * edge, centre)
    this.#light.position.copy(this.#camera.position).y += edge
    this.#light.position.x -= edge * 0.6
    this.#light.target.position.set(centre, centre, centre)
    this.#light.target.updateMatrixWorld()
    const { fog } = this.#scene
    if (fog instanceof Fog) {
      fog.near = away - edge * 0.55
      fog.far = away + edge * 1.15
    }
    this.#renderer.render(this.#scene, this.#camera)
  }

  /** The particle that is seen at a place, in shares of width and height from the upper left. */
  particleAt(x: number, y: number): number | null {
    const ray = new Raycaster()
    ray.setFromCamera(new Vector2(2 * x - 1, 1 - 2 * y), this.#camera)
    const meshes = [...this.#meshes.species.values()].filter(({ visible }) => visible)
    const [hit] = ray.intersectObjects<InstancedMesh>(meshes)
    if (hit?.instanceId === undefined) return null
    return this.#meshes.particles.get(hit.object)![hit.instanceId] ?? null
  }

  /** Puts a ring around a particle, or nowhere. */
  mark(particle: number | null): void {
    this.#mark.visible = particle !== null
    if (particle === null) return
    const [x = 0, y = 0, z = 0] = this.configuration.replicas[0]!.positions.slice(
      3 * particle,
      3 * particle + 3,
    )
    const { halfCellAngstrom } = this.configuration
    this.#mark.position.set(x, y, z).multiplyScalar(halfCellAngstrom)
  }

  /** All charged particles that are shown. */
  ions(): number[] {
    const { states, replicas } = this.configuration
    return replicas[0]!.states.flatMap((state, particle) => {
      const { charge, species } = states[state]!
      return charge !== 0 && !this.#hidden.has(species) ? [particle] : []
    })
  }

  get #edge(): number {
    const { cells, halfCellAngstrom } = this.configuration
    return 2 * cells * halfCellAngstrom
  }

  #loadMeshes(): BoxMeshes {
    const meshes = meshesOf(this.#data.species, this.configuration)
    this.#scene.add(meshes.all)
    this.#meshes = meshes
    this.#applyHidden()
    return meshes
  }

  #applyHidden(): void {
    const { species, parts, bonds, labels } = this.#meshes
    for (const [name, mesh] of species) mesh.visible = !this.#hidden.has(name)
    for (const [name, mesh] of parts) mesh.visible = !this.#hidden.has(name)
    bonds.visible = !this.#hidden.has('bonds')
    for (const [name, group] of labels) {
      group.visible = !this.#hidden.has('labels') && !this.#hidden.has(name)
    }
  }
}
