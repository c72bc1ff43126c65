import { createHash } from 'node:crypto'
import { canonicalJson } from '../scenario/canonical-json.ts'
import type { ResultRecord } from './record.ts'

/** SHA-256 of a value's canonical JSON, in hexadecimal: equal for equal values, whatever the order of keys. */
export function sha256(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}

/** SHA-256 of bytes, in hexadecimal. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The digest of a record: of what was computed, not of who computed it, when and how fast. */
export function digestOf(record: Omit<ResultRecord, 'digest'>): string {
  return sha256({ ...record, provenance: undefined, timing: undefined, digest: undefined })
}
