import { parseForceField } from '../../src/forcefield/parse-force-field.ts'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { Configuration } from '../../src/model/configuration.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel } from '../../src/model/lattice-model.ts'

/** One species and vacancies; a contact between nearest neighbours is worth `attraction` kT at 298.15 K. */
export function bareLatticeGas(cells: number, attraction: number) {
  const text = `
    species: { A: {}, vacancy: {} }
    contacts: [ { between: [A, A], enthalpy: ${-attraction} kT } ]`
  const model = compileModel(parseForceField(text, 'bare lattice gas'), ['A'])
  const configuration = new Configuration(new BccLattice(cells), model)
  return { configuration, hamiltonian: new Hamiltonian(model, 298.15) }
}
