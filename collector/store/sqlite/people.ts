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
  #bits = new Uint8Array(0)
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
    this.#bits = new Uint8Array((this.#highest >>> 3) + 1)
    this.#members = undefined
    for (const member of members) this.#addBit(member)
  }

  #addBit(person: number): void {
    const at = person >>> 3
    if (at >= this.#bits.length) this.#grow(at)
    // Bytes, not words: an unsigned 32-bit value may not fit V8's small integers and then costs a heap number.
    const before = this.#bits[at] ?? 0
    const after = before | (1 << (person & 7))
    if (before === after) return
    this.#bits[at] = after
    this.#size++
  }

  #grow(at: number): void {
    const wider = new Uint8Array(Math.max(at + 1, this.#bits.length * 2))
    wider.set(this.#bits)
    this.#bits = wider
  }
}
