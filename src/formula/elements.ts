import { nearestWord } from '../errors/nearest-word.ts'

/** Symbols in the order of the periodic table, 1 to 118. */
export const ELEMENTS: readonly string[] = `
  H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr
  Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm
  Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No
  Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og`
  .trim()
  .split(/\s+/)

const KNOWN = new Set(ELEMENTS)

/** Elements that most often occupy the anion sites of a solid. */
const ANION_FORMERS = new Set(['N', 'O', 'F', 'S', 'Cl', 'Se', 'Br', 'Te', 'I'])

export function isElement(symbol: string): boolean {
  return KNOWN.has(symbol)
}

export function isAnionFormer(symbol: string): boolean {
  return ANION_FORMERS.has(symbol)
}

/** A hint for an unknown `word`, followed by `rest`. */
export function elementHint(word: string, rest: string): string {
  const twoCapitals = word + (/^[A-Z]/.exec(rest)?.[0].toLowerCase() ?? '')
  if (word.length === 1 && isElement(twoCapitals)) return `did you mean ${twoCapitals}?`
  if (word.length === 1) return 'name the elements that share the site, such as (Mg,Co,Ni)'
  const alike = (symbol: string) => symbol[0] === word[0] && symbol.length === 2
  const near = nearestWord(word, [...ELEMENTS.filter(alike), ...ELEMENTS])
  return near === null ? 'a symbol of the periodic table' : `did you mean ${near}?`
}
