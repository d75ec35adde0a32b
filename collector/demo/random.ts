const ALPHABET = 'useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict'

/** A choice and how often it is made beside the others. */
export type Weighted<T> = readonly (readonly [value: T, weight: number])[]

/** Reproducible chance: the same seed gives the same numbers, whatever the machine. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** 0 … below − 1. */
  integer(below: number): number
  chance(probability: number): boolean
  pick<T>(choices: Weighted<T>): T
  /** Waiting time with that mean. */
  exponential(mean: number): number
  /** An event's or visitor's id, as nanoid makes them. */
  id(length?: number): string
}

/** A generator for one seed; up to three numbers make one seed, so each visitor can have their own. */
export function random(...seed: number[]): Random {
  const next = sfc32(seed)
  const integer = (below: number) => Math.floor(next() * below)
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (choices) => pick(choices, next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    id: (length = 21) => {
      let id = ''
      for (let i = 0; i < length; i++) id += ALPHABET[integer(64)]
      return id
    },
  }
}

/**
 * Chris Doty-Humphrey's sfc32 (public domain). With 128 bits of state the streams of many seeds do not
 * overlap, as those of a 32-bit generator do: two visitors would share ids.
 */
function sfc32(seed: readonly number[]): () => number {
  let [a, b, c] = [seed[0] ?? 0, seed[1] ?? 0, seed[2] ?? 0]
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  // The author's advice: the first dozen numbers still show the seed.
  for (let i = 0; i < 12; i++) next()
  return next
}

function pick<T>(choices: Weighted<T>, at: number): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
  let left = at * total
  for (const [value, weight] of choices) {
    left -= weight
    if (left < 0) return value
  }
  const last = choices.at(-1)
  if (last === undefined) throw new RangeError('nothing to pick from')
  return last[0]
}
