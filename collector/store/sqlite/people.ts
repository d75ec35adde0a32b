/** Below this many members a bitmap is never worth its bytes. */
const SMALL = 256
/** What a member of a Set costs, in bits of a bitmap (about 40 bytes). */
const BITS_PER_MEMBER = 320

/**
 * A set of person ids (integers ≥ 0, below 2³²) that starts as a hash set and becomes a bitmap as soon as that
 * takes less memory: thousands of small groups stay small, large ones cost a bit for each person.
 */
export class People {
  #members: Set<number> | undefined = new Set()
  #bits = new Uint32Array(0)
  #highest = 0
  #size = 0

  get size(): number {
    return this.#members?.size ?? this.#size
  }

  add(person: number): void {
    if (this.#members) this.#addMember(this.#members, person)
    else this.#addBit(person)
  }

  #addMember(members: Set<number>, person: number): void {
    members.add(person)
    if (person > this.#highest) this.#highest = person
    if (members.size < SMALL || members.size * BITS_PER_MEMBER < this.#highest) return
    this.#bits = new Uint32Array((this.#highest >>> 5) + 1)
    this.#members = undefined
    for (const member of members) this.#addBit(member)
  }

  #addBit(person: number): void {
    const word = person >>> 5
    if (word >= this.#bits.length) this.#grow(word)
    const before = this.#bits[word] ?? 0
    const after = before | (1 << (person & 31))
    if (before === after >>> 0) return
    this.#bits[word] = after
    this.#size++
  }

  #grow(word: number): void {
    const wider = new Uint32Array(Math.max(word + 1, this.#bits.length * 2))
    wider.set(this.#bits)
    this.#bits = wider
  }
}
