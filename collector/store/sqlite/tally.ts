import type { TallyAnswer, TallyTotal } from '../port.ts'
import { mostGroups, tooMany } from '../too-many.ts'
import { eachPage } from '../visit-pages.ts'
import { type Codes, codesFor } from './codes.ts'
import { CountedIds } from './counted-ids.ts'
import { ExactSums } from './exact-sums.ts'

/** How a row's key becomes a small integer, and that integer the key again. */
export interface KeyReader {
  /** Greatest index + 1, when it is known before the rows are. */
  readonly size: number | undefined
  indexOf(value: unknown): number
  /** One key, or those of several columns that one id leads to. */
  keysOf(index: number): readonly (string | number | null)[]
}

export interface TallyPlan {
  keys: KeyReader[]
  /** Index of the key that holds a list of values, each of which has its group; -1 when none does. */
  listed: number
  unit: boolean
  person: boolean
  sums: number
}

/** 40 bytes for each person in each group. */
const MOST_MEMBERS = 8_000_000

interface Group {
  code: number
  unit: unknown
  rows: number
  people: CountedIds
  sums: ExactSums
}

/** What a group has of what nobody asked for: most of the memory of hundreds of thousands of groups. */
const NOBODY = new CountedIds()
const NO_SUMS = new ExactSums(0)

/**
 * The state of one tally: a group per combination of keys. One JavaScript call a row is cheaper than
 * SQLite's sorter (measured: 60 ms against 260 ms for 250,000 visits with distinct people).
 */
export class TallyState {
  readonly #plan: TallyPlan
  readonly #groups: Group[] = []
  readonly #codes: Codes
  /** The key, when there is just one. */
  readonly #only: KeyReader | undefined
  readonly #byCode: (Group | undefined)[] = []
  readonly #total: Group
  readonly #most: number
  /** CountedIds that take memory in their groups. */
  #members = 0
  /** Where the sums begin in a row: after unit, person and keys. */
  readonly #sumsAt: number
  readonly #keysAt: number

  constructor(plan: TallyPlan) {
    this.#plan = plan
    this.#only = plan.keys.length === 1 ? plan.keys[0] : undefined
    this.#codes = codesFor(plan.keys.map(({ size }) => size))
    this.#most = mostGroups(plan.keys.length)
    this.#total = this.#open(0)
    this.#keysAt = Number(plan.unit) + Number(plan.person)
    this.#sumsAt = this.#keysAt + plan.keys.length
  }

  /** A row: unit and person where the plan has them, the keys, the sums. */
  add(row: unknown[]): void {
    if (this.#plan.listed >= 0) this.#addListed(row)
    else this.#addToGroup(row)
    this.#count(this.#total, row)
  }

  #addToGroup(row: readonly unknown[]): void {
    if (this.#only) this.#count(this.#groupOfOnly(this.#only, row[this.#keysAt]), row)
    else if (this.#plan.keys.length > 0) this.#count(this.#groupOf(row), row)
  }

  /** Values that have one key make one group, in which the row's unit counts once. */
  #addListed(row: unknown[]): void {
    const at = this.#keysAt + this.#plan.listed
    eachPage((row[at] as string | null) ?? '', (page) => {
      row[at] = page
      this.#addToGroup(row)
    })
  }

  /** One key needs no combinations: its index is the code. */
  #groupOfOnly(key: KeyReader, value: unknown): Group {
    const code = key.indexOf(value)
    const known = this.#byCode[code]
    if (known) return known
    const group = this.#add(code)
    this.#byCode[code] = group
    return group
  }

  #count(group: Group, row: readonly unknown[]): void {
    if (this.#plan.unit) {
      if (group.unit === row[0]) return
      group.unit = row[0]
    }
    group.rows++
    if (this.#plan.person) this.#countPerson(group, row[this.#keysAt - 1] as number | null)
    group.sums.add(row, this.#sumsAt)
  }

  #countPerson({ people }: Group, person: number | null): void {
    if (person !== null && people.add(person)) this.#members++
  }

  #groupOf(row: readonly unknown[]): Group {
    const { keys } = this.#plan
    let code = 0
    for (let i = 0; i < keys.length; i++) {
      const index = keys[i]?.indexOf(row[this.#keysAt + i]) ?? 0
      code = this.#codes.join(code, index, i)
    }
    const at = this.#codes.groupOf(code)
    return this.#groups[at] ?? this.#add(code)
  }

  #add(code: number): Group {
    const group = this.#open(code)
    if (this.#groups.push(group) > this.#most || this.#members > MOST_MEMBERS) throw tooMany()
    return group
  }

  #open(code: number): Group {
    const people = this.#plan.person ? new CountedIds() : NOBODY
    const sums = this.#plan.sums > 0 ? new ExactSums(this.#plan.sums) : NO_SUMS
    return { code, unit: undefined, rows: 0, people, sums }
  }

  answer(): TallyAnswer {
    const rows = this.#groups.map((group) => ({ keys: this.#keysOf(group), ...totalOf(group) }))
    return { rows, total: totalOf(this.#total) }
  }

  /** With `among`: of the people of each group, those in the other tally's group of the same keys. */
  answerAmong(whole: TallyState): TallyAnswer {
    const nameOf = (state: TallyState, group: Group) => JSON.stringify(state.#keysOf(group))
    const groups = new Map(whole.#groups.map((group) => [nameOf(whole, group), group.people]))
    const { rows, total } = this.answer()
    const among = (people: CountedIds, others: CountedIds | undefined) =>
      others === undefined ? 0 : people.countIn(others)
    return {
      rows: rows.map((row, i) => {
        const group = this.#groups[i]
        return group ? { ...row, among: among(group.people, groups.get(nameOf(this, group))) } : row
      }),
      total: { ...total, among: among(this.#total.people, whole.#total.people) },
    }
  }

  #keysOf({ code }: Group): (string | number | null)[] {
    const { keys } = this.#plan
    const indexes = this.#codes.split(code, keys.length)
    return keys.flatMap((key, i) => key.keysOf(indexes[i] ?? 0))
  }
}

function totalOf(group: Group): TallyTotal {
  const { sums, rounded } = group.sums.total()
  return { rows: group.rows, people: group.people.size, sums, ...(rounded && { rounded }) }
}
