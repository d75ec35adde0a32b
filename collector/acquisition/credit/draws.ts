/** Draws of an interval (spec: semantics.md, "Attribution"). */
export const DRAWS = 1_000

const HALVES = 2 ** 16

/** The Poisson of mean 1 that each of 2¹⁶ equal chances means: P(X = k) = e⁻¹/k!, to a 65,536th. */
const POISSON = poissonTable()

function poissonTable(): Uint8Array {
  const table = new Uint8Array(HALVES)
  let term = Math.exp(-1)
  let sum = 0
  for (let k = 0, from = 0; from < HALVES; k++) {
    sum += term
    term /= k + 1
    const to = Math.max(from, Math.round(sum * HALVES))
    table.fill(k, from, to)
    from = to
  }
  return table
}

/**
 * How much a person weighs in each draw: Poisson of mean 1, as in a bootstrap of people that never has to hold them
 * all (Hanley and MacGibbon 2006). The same for the same person whatever the order of the others.
 */
export function weightsOf(person: number, into: Uint8Array): void {
  let state = mixed(person)
  for (let draw = 0; draw < into.length; draw += 2) {
    state = (state + 0x9e3779b9) | 0
    const bits = mixed(state)
    into[draw] = POISSON[bits >>> 16] ?? 0
    into[draw + 1] = POISSON[bits & 0xffff] ?? 0
  }
}

/** Murmur3's finish: every bit of the input moves half of the output's. */
function mixed(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
