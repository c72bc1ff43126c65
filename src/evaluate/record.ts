import * as z from 'zod'
import { jsonDocument } from '../document/document.ts'
import { CLASSES } from '../formula/formula-entropy.ts'
import { DENSITY_SOURCES } from '../model/solution-volume.ts'
import { MOVE_NAMES } from '../moves/move.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { branchSchema } from './branch-record.ts'
import { precisionStepSchema } from './precision.ts'
import { warningSchema } from './warning.ts'

const amount = z.number().nullable()
const amounts = z.record(z.string(), z.number()).readonly()
const count = z.int().min(0)

const estimate = z
  .object({
    /** Null where it is undefined; a warning then says why. */
    value: amount,
    /** One standard deviation of `value`; 0 where the value is exact, null where it is unknown. */
    standardError: amount,
    unit: z.string(),
    /** Integrated autocorrelation time in sweeps; null for what has no time series. */
    tauInt: amount,
    /** Number of independent measurements in the series of all replicas together. */
    effectiveSamples: amount,
    /**
     * Split R-hat of Gelman and Rubin over the replicas: near 1 once they have mixed. Null where it is not
     * defined; absent for what has no time series.
     */
    rHat: amount.exactOptional(),
    /** Whether the replicas, started apart, agree with each other and with themselves later on. */
    equilibrated: z.boolean().nullable(),
  })
  .readonly()
const notMeasured = z.object({ observable: z.string(), reason: z.string() }).readonly()

const observables = z.record(z.string(), estimate).readonly()

const system = z
  .object({
    sites: count,
    counts: amounts,
    /** mol per kg of all solvents together, by salt, as really present; null for exact counts. */
    molality: amounts.nullable(),
    /** Elementary charges. */
    charge: z.number(),
    vacancyFraction: z.number(),
    /** g/cm³; null where a molar mass is unknown. */
    density: amount,
    densitySource: z.enum(DENSITY_SOURCES),
    /** Null where there is nothing on the lattice. */
    configurationalEntropyClass: z.enum(CLASSES).nullable(),
  })
  .readonly()

const provenance = z
  .object({
    /** Of entrolyte. */
    version: z.string(),
    /** Of the sources, where they are a git checkout. */
    commit: z.string().nullable(),
    node: z.string(),
    cpu: z.string(),
    seed: z.string(),
    /** SHA-256 of the resolved scenario as canonical JSON. */
    scenarioSha256: z.string(),
    /** ISO 8601, UTC. */
    start: z.string(),
    wallSeconds: z.number(),
    cpuSeconds: z.number(),
  })
  .readonly()

const timing = z
  .object({
    wallSeconds: z.number(),
    /** Of all threads together. */
    cpuSeconds: z.number(),
    threads: z.number().positive(),
    attemptsPerSecond: z.number(),
    /**
     * Seconds of all threads since the run was last started, by kind of work: moves, `observables`, `recounts`,
     * `setup`, `snapshots`, `evaluating`, and `writing` but for the record itself. Absent in points of a sweep.
     */
    breakdown: amounts.exactOptional(),
  })
  .readonly()

const MOVE_NAME = z
  .string()
  .refine((name) => name.startsWith('custom:') || MOVE_NAMES.some((move) => move === name))

const moves = z
  .record(MOVE_NAME, z.object({ attempts: count, accepted: count }).readonly())
  .readonly()

const names = z.array(z.string()).readonly()
const custom = z
  .object({
    observers: names,
    /** With their shares. */
    moves: amounts,
    /** The observables that they give. */
    methods: names,
  })
  .readonly()

const rung = z
  .object({
    /** K */
    temperature: z.number(),
    /** Share of rejected trajectories; absent at equilibrium. */
    rejectedShare: z.number().exactOptional(),
    discardedSweeps: z.array(z.number()).readonly(),
    observables,
    warnings: z.array(warningSchema).readonly(),
  })
  .readonly()

const exchange = z
  .object({
    /** K */
    between: z.tuple([z.number(), z.number()]).readonly(),
    attempts: count,
    accepted: count,
    /** Null without attempts. */
    share: amount,
  })
  .readonly()

const ladder = z
  .object({
    /** Ascending, the scenario's own temperature among them. */
    rungs: z.array(rung).min(1).readonly(),
    exchanges: z.array(exchange).readonly(),
    /** Of each replica: ways from the lowest temperature to the highest and back. */
    roundTrips: z.array(z.number()).readonly(),
  })
  .readonly()

/** The keys that reports, tables and comparisons read. Changes of the others are found by the digest. */
const scenario = z.object({
  title: z.string(),
  temperature: z.number(),
  seed: z.string(),
  cells: z.int().min(1),
  composition: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('solution'),
      solvents: amounts,
      salts: z.record(z.string(), z.object({ value: z.number(), unit: z.string() })),
    }),
    z.object({ kind: z.literal('counts'), counts: amounts }),
  ]),
  forceField: z.object({
    name: z.string(),
    spacing: z.object({ value: z.number() }),
    species: z.array(z.object({ name: z.string(), charge: z.number() })),
  }),
  sampling: z.object({
    equilibration: z.number(),
    production: z.number(),
    measureEvery: z.number().positive(),
    replicas: z.int().min(1),
  }),
  until: z.object({ observable: z.string() }).optional(),
}) as unknown as z.ZodType<Scenario>

const resultSchema = z
  .object({
    format: z.literal('entrolyte-result'),
    /** Of the format. */
    version: z.literal(1),
    state: z.enum(['completed', 'failed']),
    scenario,
    provenance,
    system,
    branch: branchSchema,
    /** Of production, all replicas together. */
    moves,
    /** Sweeps of production, by replica, that observables leave out as not yet at equilibrium. */
    discardedSweeps: z.array(z.number()).readonly(),
    /** Of a run to a precision: each check, that at the end of the run last. */
    precision: z.array(precisionStepSchema).readonly().exactOptional(),
    observables,
    /** Observables asked for that this system does not have, each with the reason; absent if there are none. */
    notMeasured: z.array(notMeasured).readonly().exactOptional(),
    /** Of a run with `sampling.ladder`: the observables at every temperature of it. */
    ladder: ladder.exactOptional(),
    warnings: z.array(warningSchema).readonly(),
    /**
     * What was added to the program by who ran it, and is not in the scenario: with it alone the record cannot be made
     * again. Absent where that is nothing.
     */
    custom: custom.exactOptional(),
    timing,
    /** SHA-256 of the canonical JSON of all but `provenance`, `timing` and `digest`. */
    digest: z.string(),
  })
  .readonly()

/** The estimate of one observable. */
export type Estimate = z.infer<typeof estimate>
/** Estimates by the names of observables. */
export type Observables = z.infer<typeof observables>
/** What the scenario became on the lattice. */
export type SystemRecord = z.infer<typeof system>
/** Who made the record, where and when; no part of its digest. */
export type Provenance = z.infer<typeof provenance>
/** All that depends on machine or clock; no part of the digest. */
export type Timing = z.infer<typeof timing>
/** What was added to the program by who ran it. */
export type CustomRecord = z.infer<typeof custom>
export type Moves = z.infer<typeof moves>
/** The results at one temperature of a ladder. */
export type LadderRung = z.infer<typeof rung>
/** How neighbouring temperatures exchanged configurations in production, all replicas together. */
export type LadderExchange = z.infer<typeof exchange>
export type LadderResult = z.infer<typeof ladder>
/** `result.json`: one scenario, run. Plain data without NaN or Infinity. */
export type ResultRecord = z.infer<typeof resultSchema>

export const resultDocument = jsonDocument<ResultRecord>(
  resultSchema,
  'a result of this version of entrolyte',
  { hint: 'give a directory that `entrolyte run` has written' },
)
