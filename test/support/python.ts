import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { missing } from './debian.ts'

const PYTHON = '/usr/bin/python3'

/** Why there is no ASE to read with; null if there is one. */
export function withoutAse(): string | null {
  return missing('python3-ase', [PYTHON, '-c', 'import ase.io'])
}

/** What a Python program prints, as JSON, about files that are written for it into a folder first. */
export function readInPython(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  program: string,
): unknown {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const text = execFileSync(PYTHON, ['-c', `import json\n${program}`], { cwd: folder })
  return JSON.parse(text.toString())
}
