import { sha256 as hash } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { canonicalJson } from '../document/canonical-json.ts'
import type { ResultRecord } from './record.ts'

/** SHA-256 of a value's canonical JSON, in hexadecimal: equal for equal values, whatever the order of keys. */
export function sha256(value: unknown): string {
  return sha256OfBytes(new TextEncoder().encode(canonicalJson(value)))
}

/** SHA-256 of bytes, in hexadecimal. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return bytesToHex(hash(bytes))
}

/** The digest of a record: of what was computed, not of who computed it, when and how fast. */
export function digestOf(record: Omit<ResultRecord, 'digest'>): string {
  return sha256({ ...record, provenance: undefined, timing: undefined, digest: undefined })
}
