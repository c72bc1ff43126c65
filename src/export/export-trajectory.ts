import type { Snapshot } from '../evaluate/final-configuration.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import type { Format } from './export-run.ts'
import type { ExportedFile } from './export-sweep.ts'
import { formatExtendedXyz } from './extxyz.ts'
import { formatLammpsDump } from './lammps.ts'
import { originOf } from './origin.ts'

/** A file of many frames, for the formats that have them; a frame is asked for as it is written. */
export function exportTrajectory(
  frames: Iterable<Snapshot>,
  record: ResultRecord,
  format: Format,
): ExportedFile[] {
  const origin = originOf(record)
  if (format === 'extxyz') {
    const text = (frame: Snapshot) => formatExtendedXyz([frame], record.scenario.title, origin)
    return [['trajectory.extxyz', each(frames, text)]]
  }
  if (format !== 'lammps') return []
  const species = Object.keys(record.system.counts)
  const types = Object.fromEntries(species.map((name, index) => [`type_${index + 1}`, name]))
  const legend = { ...origin, ...types, units: 'real', timestep: 'sweeps of production' }
  return [
    ['trajectory.lammpstrj', each(frames, (frame) => formatLammpsDump([frame], species))],
    ['trajectory.lammpstrj.json', [`${JSON.stringify(legend, null, 2)}\n`]],
  ]
}

function* each(frames: Iterable<Snapshot>, text: (frame: Snapshot) => string): Generator<string> {
  for (const frame of frames) yield text(frame)
}
