import type { Warning } from '../evaluate/warning.ts'

type Amounts = Readonly<Record<string, number>>

type ComparableEstimates = Readonly<
  Record<
    string,
    {
      readonly value: number | null
      readonly standardError: number | null
      readonly unit: string
      readonly equilibrated: boolean | null
      readonly effectiveSamples?: number | null
      readonly tauInt?: number | null
      readonly rHat?: number | null
    }
  >
>

/** The part of a result record that comparisons look at. */
export interface ComparableRecord {
  readonly state: 'completed' | 'failed'
  readonly scenario: {
    readonly title: string
    /** K; null of what was found at no one temperature. */
    readonly temperature: number | null
    readonly composition: { readonly kind: string; readonly solvents?: Amounts }
    readonly sampling?: {
      readonly equilibration?: number
      readonly production: number
      readonly branch?: string | undefined
    }
  }
  readonly system: { readonly molality: Amounts | null }
  readonly observables: ComparableEstimates
  readonly warnings: readonly Warning[]
  readonly ladder?: {
    readonly rungs: readonly {
      readonly temperature: number
      readonly observables: ComparableEstimates
      readonly warnings: readonly Warning[]
    }[]
  }
  readonly timing?: { readonly cpuSeconds: number; readonly threads: number }
  readonly digest: string
}

/**
 * Seconds that a run takes on as many threads by itself, whatever else the machine was doing; null where
 * that was not recorded.
 */
export function secondsOf({ timing }: ComparableRecord): number | null {
  return timing === undefined ? null : timing.cpuSeconds / timing.threads
}
