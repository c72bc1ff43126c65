import {
  BoxGeometry,
  type BufferGeometry,
  CanvasTexture,
  CylinderGeometry,
  EdgesGeometry,
  Group,
  IcosahedronGeometry,
  InstancedMesh,
  Matrix4,
  MeshStandardMaterial,
  Quaternion,
  Sprite,
  SpriteMaterial,
  Vector3,
} from 'three'
import type { ConfigurationRecord } from '../../evaluate/configuration-record.ts'
import type { SpeciesLook } from '../box-data.ts'

/** All that is drawn of one configuration. */
export interface BoxMeshes {
  readonly all: Group
  readonly species: ReadonlyMap<string, InstancedMesh>
  /** [mesh of a species] → the particles of its instances */
  readonly particles: ReadonlyMap<InstancedMesh, readonly number[]>
  /** Hydrogens and the like, by the species that they belong to. */
  readonly parts: ReadonlyMap<string, InstancedMesh>
  readonly bonds: InstancedMesh
  readonly labels: ReadonlyMap<string, Group>
  dispose(): void
}

/** Å */
const ARM = 0.72
const HYDROGEN_RADIUS = 0.3
const BOND_RADIUS = 0.07

/** Faces that are drawn as small balls on a molecule, in their colours. */
const ARMS: Readonly<Record<string, string>> = { donor: '#f6f7f9' }

export function meshesOf(looks: readonly SpeciesLook[], data: ConfigurationRecord): BoxMeshes {
  const all = new Group()
  const species = new Map<string, InstancedMesh>()
  const particles = new Map<InstancedMesh, readonly number[]>()
  const parts = new Map<string, InstancedMesh>()
  const labels = new Map<string, Group>()
  for (const look of looks) {
    const own = particlesOf(data, look.name)
    const mesh = balls(
      look.color,
      3,
      own.map((particle) => ballAt(data, particle, look.radius)),
    )
    species.set(look.name, mesh)
    particles.set(mesh, own)
    const arms = armsOf(data, own)
    if (arms.length > 0) parts.set(look.name, balls(ARMS.donor!, 2, arms))
    labels.set(look.name, labelsOf(data, own, look))
  }
  const bonds = bondsOf(data)
  all.add(...species.values(), ...parts.values(), bonds, ...labels.values())
  const dispose = () => {
    for (const mesh of [...species.values(), ...parts.values(), bonds]) {
      mesh.geometry.dispose()
      mesh.dispose()
    }
  }
  return { all, species, particles, parts, bonds, labels, dispose }
}

/** The edges of the periodic cube. */
export function boxEdges(edge: number): BufferGeometry {
  return new EdgesGeometry(new BoxGeometry(edge, edge, edge)).translate(
    edge / 2,
    edge / 2,
    edge / 2,
  )
}

/** A text that always faces the reader. */
export function labelOf(text: string, size: number, texture = textureOf(text)): Sprite {
  const label = new Sprite(new SpriteMaterial({ map: texture, depthTest: false }))
  label.scale.set(size, size, 1)
  return label
}

function particlesOf({ states, replicas }: ConfigurationRecord, name: string): number[] {
  return replicas[0]!.states.flatMap((state, particle) => {
    return states[state]!.species === name ? [particle] : []
  })
}

function placeOf({ replicas, halfCellAngstrom }: ConfigurationRecord, particle: number): Vector3 {
  const at = new Vector3().fromArray(replicas[0]!.positions, 3 * particle)
  return at.multiplyScalar(halfCellAngstrom)
}

function ballAt(data: ConfigurationRecord, particle: number, radius: number): Matrix4 {
  const place = placeOf(data, particle)
  return new Matrix4().makeScale(radius, radius, radius).setPosition(place)
}

function armsOf(data: ConfigurationRecord, particles: readonly number[]): Matrix4[] {
  const { directions, states, replicas } = data
  return particles.flatMap((particle) => {
    const place = placeOf(data, particle)
    return states[replicas[0]!.states[particle]!]!.faces.flatMap((face, direction) => {
      if (!Object.hasOwn(ARMS, face)) return []
      const arm = new Vector3().fromArray(directions[direction]!).setLength(ARM)
      const at = place.clone().add(arm)
      const radius = HYDROGEN_RADIUS
      return [new Matrix4().makeScale(radius, radius, radius).setPosition(at)]
    })
  })
}

/** A rod for each hydrogen bond, from the arm to the acceptor; a bond through a face of the box leaves it. */
function bondsOf(data: ConfigurationRecord): InstancedMesh {
  const { directions, halfCellAngstrom, replicas } = data
  const { hydrogenBonds } = replicas[0]!
  const upwards = new Vector3(0, 1, 0)
  const rods = Array.from({ length: hydrogenBonds.length / 3 }, (_, bond) => {
    const along = new Vector3().fromArray(directions[hydrogenBonds[3 * bond + 2]!]!)
    const length = along.length() * halfCellAngstrom
    along.normalize()
    const turn = new Quaternion().setFromUnitVectors(upwards, along)
    const middle = placeOf(data, hydrogenBonds[3 * bond]!).addScaledVector(along, length / 2)
    return new Matrix4().compose(middle, turn, new Vector3(BOND_RADIUS, length, BOND_RADIUS))
  })
  return instances(new CylinderGeometry(1, 1, 1, 6), '#7c8794', rods)
}

function balls(color: string, detail: number, places: readonly Matrix4[]): InstancedMesh {
  return instances(new IcosahedronGeometry(1, detail), color, places)
}

function instances(
  geometry: BufferGeometry,
  color: string,
  places: readonly Matrix4[],
): InstancedMesh {
  const material = new MeshStandardMaterial({ color, roughness: 0.55, metalness: 0 })
  const mesh = new InstancedMesh(geometry, material, places.length)
  for (const [index, place] of places.entries()) mesh.setMatrixAt(index, place)
  return mesh
}

/** A label on each ion of a species; molecules are too many for that. */
function labelsOf(
  data: ConfigurationRecord,
  particles: readonly number[],
  { printed, charge }: SpeciesLook,
): Group {
  const group = new Group()
  if (charge === 0) return group
  const texture = textureOf(printed)
  for (const particle of particles) {
    const label = labelOf(printed, 3.1, texture)
    label.position.copy(placeOf(data, particle))
    group.add(label)
  }
  return group
}

function textureOf(text: string): CanvasTexture {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 128
  const context = canvas.getContext('2d')!
  const isRing = text === '◯'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineWidth = 8
  if (isRing) {
    for (const [width, color] of [
      [12, '#ffffff'],
      [6, '#111418'],
    ] as const) {
      context.lineWidth = width
      context.strokeStyle = color
      context.beginPath()
      context.arc(64, 64, 54, 0, 2 * Math.PI)
      context.stroke()
    }
  } else {
    context.font = `600 ${Math.min(44, 200 / Math.max(3, text.length))}px system-ui, sans-serif`
    context.strokeStyle = '#ffffff'
    context.fillStyle = '#111418'
    context.strokeText(text, 64, 64)
    context.fillText(text, 64, 64)
  }
  return new CanvasTexture(canvas)
}
