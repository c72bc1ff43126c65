import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Observables } from '../evaluate/record.ts'

/** What a table needs of an observable. */
export type TableEstimate = Pick<Observables[string], 'value' | 'standardError' | 'unit'>
export type TableEstimates = Readonly<Record<string, TableEstimate>>

/**
 * Observables of many points, kept in a file beside the results while tables are made of them: records
 * are long and slow to check, so each is read once, and none is kept.
 */
export class Gathered {
  readonly #path: string
  readonly #file: number
  readonly #places = new Map<string, readonly [offset: number, length: number]>()
  #end = 0

  /** @param directory where there is room for a file, removed by `close` */
  constructor(directory: string) {
    this.#path = join(directory, `.observables.${process.pid}.part`)
    this.#file = openSync(this.#path, 'w+', 0o600)
  }

  put(id: string, observables: Observables): void {
    const kept = Object.entries(observables).map(([name, { value, standardError, unit }]) => {
      return [name, { value, standardError, unit }] as const
    })
    const bytes = Buffer.from(JSON.stringify(Object.fromEntries(kept)))
    for (let at = 0; at < bytes.length; ) {
      at += writeSync(this.#file, bytes, at, bytes.length - at, this.#end + at)
    }
    this.#places.set(id, [this.#end, bytes.length])
    this.#end += bytes.length
  }

  /** Those of a point; null if there are none. */
  readonly get = (id: string): TableEstimates | null => {
    const place = this.#places.get(id)
    if (place === undefined) return null
    const [offset, length] = place
    const bytes = Buffer.alloc(length)
    for (let at = 0; at < length; ) {
      const read = readSync(this.#file, bytes, at, length - at, offset + at)
      if (read === 0) throw new Error(`${this.#path} was cut off`)
      at += read
    }
    return JSON.parse(bytes.toString('utf8')) as TableEstimates
  }

  close(): void {
    closeSync(this.#file)
    rmSync(this.#path, { force: true })
  }
}
