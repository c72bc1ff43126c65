import { log } from '../../../src/numeric/log.ts'
import { RandomWords } from '../../../src/numeric/random-words.ts'
import { cos, PI } from '../../../src/numeric/trigonometry.ts'

/** Uniform deviates in (0, 1). */
export function uniforms(seed: number): () => number {
  const stream = new RandomWords(seed, 0x7e57)
  return () => (stream.next() + 0.5) / 2 ** 32
}

/** Normal deviates of mean 0 and variance 1 (Box and Muller). */
export function normals(seed: number): () => number {
  const uniform = uniforms(seed)
  return () => Math.sqrt(-2 * log(uniform())) * cos(2 * PI * uniform())
}

export function whiteNoise(n: number, seed: number): Float64Array {
  const normal = normals(seed)
  return Float64Array.from({ length: n }, normal)
}

/**
 * A stationary first-order autoregressive series x' = phi x + sqrt(1 - phi^2) noise of mean 0 and
 * variance 1: rho(t) = phi^t, tauInt = (1 + phi) / (2 (1 - phi)).
 */
export function autoregressive(n: number, phi: number, seed: number): Float64Array {
  const normal = normals(seed)
  const series = new Float64Array(n)
  let x = normal()
  for (let i = 0; i < n; i++) {
    series[i] = x
    x = phi * x + Math.sqrt(1 - phi * phi) * normal()
  }
  return series
}

/** A chain on 0 and 1 that flips with a probability, plus white noise of the given width. */
export function twoState(n: number, flip: number, noise: number, seed: number): Float64Array {
  const uniform = uniforms(seed)
  const normal = normals(seed + 1000000)
  let state = uniform() < 0.5 ? 0 : 1
  return Float64Array.from({ length: n }, () => {
    if (uniform() < flip) state = 1 - state
    return state + noise * normal()
  })
}

/** By how many standard deviations of the binomial distribution a count is off. */
export function binomialDeviation(count: number, trials: number, probability: number): number {
  return (count - trials * probability) / Math.sqrt(trials * probability * (1 - probability))
}
