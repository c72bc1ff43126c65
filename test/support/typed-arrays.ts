import { expect } from 'vitest'

/**
 * Typed arrays of equal bytes are equal. All else is left to the usual comparison, which looks at each element of a typed
 * array as if it were a property, and takes longer for a replica's record than the replica itself.
 */
expect.addEqualityTesters([
  (a, b) => {
    if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b)) return undefined
    if (a.constructor !== b.constructor || a.byteLength !== b.byteLength) return undefined
    return Buffer.compare(bytesOf(a), bytesOf(b)) === 0 ? true : undefined
  },
])

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
