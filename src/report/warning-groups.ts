import type { Warning } from '../evaluate/warning.ts'

/** Warnings of one kind, for people. */
export interface WarningGroup {
  readonly code: string
  readonly title: string
  /** A whole sentence or two, with what to do about it. */
  readonly message: string
  /** The observable that the message begins with; null where it is about more. */
  readonly about: string | null
  /** Observables that it is about beside the one of the message. */
  readonly others: readonly string[]
}

const TITLES: Readonly<Record<string, string>> = {
  'energy-drift': 'A bug: these numbers must not be used',
  frozen: 'Water has crystallised',
  'phase-separated': 'The box has separated into phases',
  'not-equilibrated': 'Not yet at equilibrium',
  'branch-edge': 'The system keeps leaving its branch',
  'ladder-gap': 'Temperatures of the ladder seldom exchange',
  'no-reference': 'There is nothing to compare mixing with',
  'mixing-reference': 'What mixing is measured against',
  'reference-orders': 'A reference of mixing is a crystal',
  'too-few-samples': 'Too few independent measurements',
  'too-few-ions': 'Few ions in the box',
  'density-estimated': 'The density is estimated',
  'composition-rounded': 'The composition is rounded',
  extrapolated: 'Outside the range of the data',
  'undefined-value': 'Some values are undefined',
  'precision-not-reached': 'The precision asked for was not reached',
}

/** The gravest first; kinds that are not known here come last, in their order. */
const ORDER = Object.keys(TITLES)

/** Warnings by kind, each kind told once; of observables measured too few times nothing else is told. */
export function groupWarnings(warnings: readonly Warning[]): WarningGroup[] {
  const tooFew = new Set(
    warnings.flatMap(({ code, observable }) =>
      code === 'too-few-samples' ? (observable ?? []) : [],
    ),
  )
  const groups = new Map<string, Warning[]>()
  for (const warning of warnings) {
    const { code, observable } = warning
    if (code === 'not-equilibrated' && observable !== undefined && tooFew.has(observable)) continue
    groups.set(code, [...(groups.get(code) ?? []), warning])
  }
  const rank = (code: string) => (ORDER.includes(code) ? ORDER.indexOf(code) : ORDER.length)
  return [...groups.entries()]
    .sort(([a], [b]) => rank(a) - rank(b))
    .flatMap(([code, [first, ...rest]]) => {
      const title = Object.hasOwn(TITLES, code) ? TITLES[code]! : code
      const others = rest.flatMap(({ observable }) => observable ?? [])
      const messages = [first!, ...rest].map(({ message }) => message)
      const isAboutAll = others.length < rest.length
      const about = first!.observable ?? null
      return [
        { code, title, message: isAboutAll ? messages.join(' ') : first!.message, about, others },
      ]
    })
}
