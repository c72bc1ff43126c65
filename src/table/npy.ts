import type { NdArray } from 'ndarray'

/** Numbers that a file of NumPy's holds, little-endian. */
type Numbers = Float64Array | Int32Array

const TYPES = { Float64Array: '<f8', Int32Array: '<i4' } as const

/** Headers end at a multiple of this. */
const ALIGNMENT = 64
const PREAMBLE = 10

/** An array as a `.npy` file of version 1.0, in C order whatever its strides. */
export function formatNpy(array: NdArray<Numbers>): Uint8Array {
  const { shape, data } = array
  const kind = data instanceof Float64Array ? 'Float64Array' : 'Int32Array'
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const text = `{'descr': '${TYPES[kind]}', 'fortran_order': False, 'shape': (${tuple}), }`
  const length = Math.ceil((PREAMBLE + text.length + 1) / ALIGNMENT) * ALIGNMENT
  const header = `${text.padEnd(length - PREAMBLE - 1)}\n`
  const bytes = new Uint8Array(length + array.size * data.BYTES_PER_ELEMENT)
  const view = new DataView(bytes.buffer)
  bytes.set([0x93, ...Buffer.from('NUMPY'), 1, 0])
  view.setUint16(8, length - PREAMBLE, true)
  bytes.set(Buffer.from(header, 'latin1'), PREAMBLE)
  let at = length
  for (const index of cOrder(array)) {
    if (kind === 'Float64Array') view.setFloat64(at, data[index]!, true)
    else view.setInt32(at, data[index]!, true)
    at += data.BYTES_PER_ELEMENT
  }
  return bytes
}

/** Places of the elements in the data, the last index running fastest. */
function* cOrder({ shape, stride, offset }: NdArray<Numbers>): Generator<number> {
  const index = shape.map(() => 0)
  if (shape.some((length) => length === 0)) return
  for (;;) {
    yield index.reduce((place, k, axis) => place + k * stride[axis]!, offset)
    let axis = shape.length - 1
    while (axis >= 0 && ++index[axis]! === shape[axis]) index[axis--] = 0
    if (axis < 0) return
  }
}
