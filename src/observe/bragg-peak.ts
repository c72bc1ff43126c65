import type { BccLattice } from '../lattice/bcc.ts'
import { cos, PI, sin } from '../numeric/trigonometry.ts'

/** A wave vector in units of 2π/(box edge), and the share of a perfect crystal's intensity found there. */
export interface BraggPeak {
  readonly wave: readonly [number, number, number]
  /** |Σ e^(ik·r)|²/N²: 1 where all particles stand on planes of that wave, 1/N in a disordered liquid. */
  readonly share: number
}

/**
 * The strongest Bragg peak of the marked sites of a lattice, the peaks of the lattice itself apart. It
 * reveals a crystal of any kind. In a liquid |Σ e^(ik·r)|²/N is of order one,
 * in a crystal of order N. By a Fourier sum along each axis in turn, 3·(2·cells)⁴ products.
 */
export function strongestPeak(lattice: BccLattice, isMarked: (site: number) => boolean): BraggPeak {
  const size = 2 * lattice.cells
  let re = new Float64Array(size * size * size)
  let im = new Float64Array(size * size * size)
  let count = 0
  for (let site = 0; site < lattice.sites; site++) {
    if (!isMarked(site)) continue
    const [x, y, z] = lattice.position(site)
    re[(z * size + y) * size + x] = 1
    count += 1
  }
  // Each turn transforms the last axis and brings it to the front: after three the axes are x, y, z again.
  for (let axis = 0; axis < 3; axis++) [re, im] = transformLastAxis(re, im, size)

  let best: BraggPeak = { wave: [0, 0, 0], share: 0 }
  for (let index = 0; index < re.length; index++) {
    const wave = [
      index % size,
      Math.floor(index / size) % size,
      Math.floor(index / size / size),
    ] as const
    if (isOfLattice(wave, lattice.cells)) continue
    const share = (re[index]! * re[index]! + im[index]! * im[index]!) / (count * count)
    if (share > best.share) best = { wave, share }
  }
  return best
}

/** Whether e^(ik·r) is 1 on corners and −1 at centres: the order of one simple cubic sublattice against the other. */
export function tellsSublattices(wave: readonly number[], cells: number): boolean {
  return wave.every((k) => k % cells === 0) && !isOfLattice(wave, cells)
}

/** Whether e^(ik·r) is 1 on every bcc site: an even number of components is `cells`, the rest 0. */
function isOfLattice(wave: readonly number[], cells: number): boolean {
  return wave.every((k) => k % cells === 0) && wave.reduce((sum, k) => sum + k / cells, 0) % 2 === 0
}

function transformLastAxis(re: Float64Array, im: Float64Array, size: number) {
  const cosine = Float64Array.from({ length: size }, (_, k) => cos((2 * PI * k) / size))
  const sine = Float64Array.from({ length: size }, (_, k) => sin((2 * PI * k) / size))
  const rows = size * size
  const outRe = new Float64Array(re.length)
  const outIm = new Float64Array(im.length)
  for (let row = 0; row < rows; row++) {
    for (let x = 0; x < size; x++) {
      const a = re[row * size + x]!
      const b = im[row * size + x]!
      if (a === 0 && b === 0) continue
      for (let k = 0, phase = 0; k < size; k++, phase = (phase + x) % size) {
        outRe[k * rows + row]! += a * cosine[phase]! - b * sine[phase]!
        outIm[k * rows + row]! += a * sine[phase]! + b * cosine[phase]!
      }
    }
  }
  return [outRe, outIm] as const
}
