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

/** The part of a result record that comparisons need. */
export interface ComparableRecord {
  readonly state: 'completed' | 'failed'
  readonly scenario: {
    readonly title: string
    /** K; null for a result that belongs to no single temperature, such as a melting point. */
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
 * Seconds that a run takes on the same number of threads of an idle machine: processor time over threads. Null if
 * not recorded.
 */
export function secondsOf({ timing }: ComparableRecord): number | null {
  return timing === undefined ? null : timing.cpuSeconds / timing.threads
}
