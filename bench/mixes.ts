import { SHARES, type Shares } from '../src/moves/mix.ts'

const NONE: Shares = {
  reorientation: 0,
  'exchange-near': 0,
  'exchange-far': 0,
  'swap-near': 0,
  'swap-far': 0,
  'regrowth-near': 0,
  'regrowth-far': 0,
  'relocation-vacancy': 0,
  'relocation-carrier': 0,
}

const OLD: Shares = {
  ...NONE,
  reorientation: 0.2,
  'exchange-near': 0.05,
  'exchange-far': 0.2,
  'swap-near': 0.05,
  'swap-far': 0.3,
  'regrowth-near': 0.05,
  'regrowth-far': 0.15,
}

/** Mixes of moves to compare; the shipped one is not named. */
export const MIXES: Readonly<Record<string, Shares | undefined>> = {
  shipped: undefined,
  /** Turning and changing places with a neighbour: what a first program would do. */
  plain: { ...NONE, reorientation: 0.5, 'exchange-near': 0.25, 'swap-near': 0.25 },
  /** As shipped, but for how often relocation is tried. */
  'no relocation': { ...SHARES, 'relocation-vacancy': 0, 'relocation-carrier': 0 },
  'much relocation': { ...SHARES, 'relocation-vacancy': 0.02, 'relocation-carrier': 0.02 },
  /** An earlier mix, which the twin makes, without relocation. */
  'without relocation': OLD,
  'relocation only': {
    ...NONE,
    reorientation: 0.2,
    'exchange-near': 0.05,
    'exchange-far': 0.2,
    'relocation-vacancy': 0.04,
    'relocation-carrier': 0.04,
  },
}
