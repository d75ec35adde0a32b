/** Below this many members a bitmap is never worth its bytes. */
const SMALL = 256
/** What a member of a Set costs, in bits of a bitmap (about 40 bytes). */
const BITS_PER_MEMBER = 320

const NO_BITS = new Uint8Array(0)

/**
 * A set of person ids (integers ≥ 0, below 2³²) that starts as a hash set and becomes a bitmap as soon as that
 * takes less memory: thousands of small groups stay small, large ones cost a bit for each person.
 */
export class CountedIds {
  /** The first, as long as there is no other: most groups of a question with many have just one. */
  #only = -1
  #members: Set<number> | undefined
  #bits: Uint8Array = NO_BITS
  #highest = 0
  #size = 0

  get size(): number {
    return this.#members?.size ?? this.#size
  }

  /** Answers whether the set now takes more memory, for a new member of its own. */
  add(person: number): boolean {
    if (this.#bits !== NO_BITS) return this.#addBit(person)
    if (this.#members) return this.#addMember(this.#members, person)
    return this.#only !== person && this.#addFirst(person)
  }

  #addFirst(person: number): boolean {
    if (this.#only < 0) {
      this.#only = person
      this.#size = 1
      return false
    }
    this.#members = new Set()
    this.#addMember(this.#members, this.#only)
    return this.#addMember(this.#members, person)
  }

  #addMember(members: Set<number>, person: number): boolean {
    const before = members.size
    members.add(person)
    if (person > this.#highest) this.#highest = person
    if (members.size >= SMALL && members.size * BITS_PER_MEMBER >= this.#highest)
      this.#widen(members)
    return members.size > before
  }

  #widen(members: Set<number>): void {
    this.#bits = new Uint8Array((this.#highest >>> 3) + 1)
    this.#members = undefined
    this.#size = 0
    for (const member of members) this.#addBit(member)
  }

  /** A bit takes no more memory that would count. */
  #addBit(person: number): false {
    const at = person >>> 3
    if (at >= this.#bits.length) this.#grow(at)
    // Bytes, not words: an unsigned 32-bit value may not fit V8's small integers and then costs a heap number.
    const before = this.#bits[at] ?? 0
    const after = before | (1 << (person & 7))
    if (before !== after) {
      this.#bits[at] = after
      this.#size++
    }
    return false
  }

  #grow(at: number): void {
    const wider = new Uint8Array(Math.max(at + 1, this.#bits.length * 2))
    wider.set(this.#bits)
    this.#bits = wider
  }

  has(person: number): boolean {
    if (this.#bits !== NO_BITS) return this.#hasBit(person)
    return this.#members?.has(person) ?? this.#only === person
  }

  #hasBit(person: number): boolean {
    return ((this.#bits[person >>> 3] ?? 0) & (1 << (person & 7))) !== 0
  }

  /** How many are in both. */
  countIn(others: CountedIds): number {
    const isWide = this.#bits !== NO_BITS
    if (isWide && others.#bits !== NO_BITS) return bitsInBoth(this.#bits, others.#bits)
    const [few, rest] = isWide ? [others, this] : [this, others]
    let count = 0
    for (const person of few.#listed()) if (rest.has(person)) count++
    return count
  }

  /** Of one that is no bitmap. */
  #listed(): Iterable<number> {
    return this.#members ?? (this.#only >= 0 ? [this.#only] : [])
  }
}

/** 0b1011 and 0b0110 have one: 0b0010. A byte's lowest bit goes with each step. */
function bitsInBoth(some: Uint8Array, others: Uint8Array): number {
  let count = 0
  for (let at = 0; at < Math.min(some.length, others.length); at++) {
    for (let both = (some[at] ?? 0) & (others[at] ?? 0); both !== 0; both &= both - 1) count++
  }
  return count
}
