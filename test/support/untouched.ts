import { expect } from 'vitest'

const ROOTS = { Object, Array, Function, String, Number, Map, Set }
const BEFORE = stateOf()

/** Whether anything has been added to, or taken from, what all objects inherit. */
export function expectPrototypesUntouched(): void {
  if (stateOf() !== BEFORE) expect(stateOf()).toBe(BEFORE)
}

function stateOf(): string {
  return Object.entries(ROOTS)
    .map(([name, { prototype }]) => `${name}: ${Reflect.ownKeys(prototype).map(String).join(' ')}`)
    .join('\n')
}
