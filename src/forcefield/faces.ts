interface Patterned {
  readonly patterns: readonly (readonly string[])[]
}

/** Whether the species shows a face of one of these names in any of its patterns. */
export function shows({ patterns }: Patterned, faces: readonly string[]) {
  return patterns.some((pattern) => pattern.some((face) => faces.includes(face)))
}

/** Names of the faces that donate a hydrogen bond, and of those that accept one, straight or bent. */
export const DONORS: readonly string[] = ['donor']
export const ACCEPTORS: readonly string[] = ['acceptor', 'acceptor-bent']

/** Whether a species by itself could form a network of hydrogen bonds. */
export function bondsToItself(species: Patterned): boolean {
  return shows(species, DONORS) && shows(species, ACCEPTORS)
}
