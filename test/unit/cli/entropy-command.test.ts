import { Command } from 'commander'
import pc from 'picocolors'
import { describe, expect, it } from 'vitest'
import { addEntropyCommand } from '../../../src/cli/entropy-command.ts'
import { InputError } from '../../../src/errors/problem.ts'

/** What `entrolyte entropy …` prints. */
function entropy(...args: string[]): string {
  let printed = ''
  let status: number | null = null
  const colors = pc.createColors(false)
  const out = (text: string) => {
    printed += text
  }
  const streams = { out, err: out, outColors: colors, errColors: colors }
  const program = new Command().exitOverride()
  const end = (given: number) => {
    status = given
  }
  addEntropyCommand(program, { ...streams, isInteractive: false, width: () => 80 }, end)
  program.parse(['entropy', ...args], { from: 'user' })
  expect(status).toBe(0)
  return printed
}

describe('entropy', () => {
  it('prints every sublattice, the sum and both verdicts', () => {
    expect(entropy('(Cr0.2Mn0.2Fe0.2Co0.2Ni0.2)3O4')).toBe(
      `(Cr0.2Mn0.2Fe0.2Co0.2Ni0.2)3O4
sublattice      Cr 20 %, Mn 20 %, Fe 20 %, Co 20 %, Ni 20 % (3 sites)  1.6094 R
own sites       O                                                      0.0000 R
entropy         1.6094 R = 13.382 J/mol/K per mole of sites
                4.8283 R = 40.145 J/mol/K per mole of formula units, which no class refers to
by entropy      high      (high above 1.5 R, medium from 1 R, low below)
by composition  high      (high with 5 components or more of 5 to 35 % each on one sublattice)
`,
    )
  })

  it('takes fractions as words or as one, and says where the definitions disagree', () => {
    const printed = entropy('0.35', '0.35', '0.1', '0.1', '0.1')
    expect(printed).toContain('1.4257 R')
    expect(printed).toContain('the definitions disagree')
    expect(entropy('0.35 0.35 0.1 0.1 0.1')).toBe(printed)
  })

  it('prints nothing but JSON if asked', () => {
    const found = JSON.parse(entropy('(Mg,Co)O', '--json'))
    expect(found).toMatchObject({ formula: '(Mg,Co)O', classByEntropy: 'low', ordered: ['O'] })
    expect(found.entropyInJoulesPerMoleKelvin).toBeCloseTo(8.314462618 * Math.log(2), 8)
    expect(JSON.parse(entropy('Fe:1', 'Co:1', '--json')).fractions).toBe('Fe:1 Co:1')
  })

  it('prints the table of solids', () => {
    const table = entropy('--table')
    expect(table).toMatch(/\(Mg0\.2Co0\.2Ni0\.2Cu0\.2Zn0\.2\)O +1\.609 +high +high +1\.61 +read/)
    expect(JSON.parse(entropy('--table', '--json'))[0].found.classByEntropy).toBe('high')
  })

  it.each([[[]], [['(Mg']], [['Xx']], [['--table', 'MgO']]])('refuses %j', (args) => {
    expect(() => entropy(...args)).toThrow(InputError)
  })
})
