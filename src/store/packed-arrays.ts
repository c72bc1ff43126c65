export const ARRAY_TYPES = ['Uint8Array', 'Int32Array', 'Float64Array'] as const

export type ArrayType = (typeof ARRAY_TYPES)[number]
export type NumberArray = Uint8Array | Int32Array | Float64Array

const BYTES = { Uint8Array: 1, Int32Array: 4, Float64Array: 8 } as const

/** Bytes of an array. */
export function sizeOf(type: ArrayType, length: number): number {
  return BYTES[type] * length
}

/** An array as little-endian bytes, whatever the order of this machine. */
export function packArray(array: NumberArray): { type: ArrayType; bytes: Uint8Array } {
  if (array instanceof Uint8Array) return { type: 'Uint8Array', bytes: array }
  const bytes = new Uint8Array(array.byteLength)
  const view = new DataView(bytes.buffer)
  if (array instanceof Int32Array) {
    for (let k = 0; k < array.length; k++) view.setInt32(4 * k, array[k]!, true)
    return { type: 'Int32Array', bytes }
  }
  for (let k = 0; k < array.length; k++) view.setFloat64(8 * k, array[k]!, true)
  return { type: 'Float64Array', bytes }
}

/** A new array of the bytes, a whole number of elements. */
export function unpackArray(type: ArrayType, bytes: Uint8Array): NumberArray {
  if (type === 'Uint8Array') return Uint8Array.from(bytes)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const length = bytes.length / BYTES[type]
  if (type === 'Int32Array') {
    return Int32Array.from({ length }, (_, k) => view.getInt32(4 * k, true))
  }
  return Float64Array.from({ length }, (_, k) => view.getFloat64(8 * k, true))
}
