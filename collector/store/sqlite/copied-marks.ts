import { type RawBuilder, sql } from 'kysely'
import { isKeptMark, isNamedMark, type MarkBit } from '../marks.ts'
import type { Mark, NamedMark } from '../port.ts'
import { type Column, numberAt } from './columns.ts'
import { numberOfName } from './number-of-name.ts'
import type { Asked } from './packed-rows.ts'
import { NAME, PAGE } from './usual-columns.ts'

/** The bits of a row, which lies in a run. */
type BitsAt = (row: number, run: number) => number

/** Answers what a `select` of one column of ids gives. */
type Ids = (select: RawBuilder<unknown>) => number[]

/** Whether copies of rows tell of the mark: by name and page, and by what is kept of it. */
export function isTold(mark: Mark): boolean {
  return isKeptMark(mark) || (isNamedMark(mark) && !mark.and)
}

/** Bits that a row gets, and bits that it loses, where a column of it is not 0. */
interface Turning {
  value: RawBuilder<unknown>
  gives: number
  takes: number
}

/** The marks of events by copies of their columns: what is a matter of name and page is found once for each of those. */
export class CopiedMarks {
  readonly #marks: readonly MarkBit[]
  readonly #isNamed: boolean
  readonly #turnings: readonly Turning[]

  constructor(marks: readonly MarkBit[]) {
    this.#marks = marks
    this.#isNamed = marks.some(({ mark }) => isNamedMark(mark))
    this.#turnings = marks.flatMap(turningOf)
  }

  get columns(): Asked[] {
    const named = this.#isNamed ? [{ value: NAME }, { value: PAGE }] : []
    return [...named, ...this.#turnings]
  }

  /** Takes the columns of an extent, and answers a row's bits. */
  reader(site: number, ids: Ids): (columns: readonly Column[]) => BitsAt {
    if (!this.#isNamed) return (columns) => this.#turned(columns)
    const codes = new Codes(site, this.#marks, ids)
    return ([name, page, ...columns]) => {
      const turned = columns.length > 0 ? this.#turned(columns) : undefined
      if (!name || !page) return () => 0
      const bitsAt: BitsAt = (row, run) => {
        const own = codes.of(numberAt(name, row, run))
        return own === undefined ? 0 : own.anywhere | (own.byPage[numberAt(page, row, run)] ?? 0)
      }
      return turned ? (row, run) => turned(row, run, bitsAt(row, run)) : bitsAt
    }
  }

  #turned(columns: readonly Column[]): (row: number, run: number, bits?: number) => number {
    const turnings = this.#turnings
    return (row, run, before = 0) => {
      let bits = before
      for (let i = 0; i < columns.length; i++) {
        const [column, turning] = [columns[i], turnings[i]]
        if (!column || !turning || numberAt(column, row, run) === 0) continue
        bits = (bits & ~turning.takes) | turning.gives
      }
      return bits
    }
  }
}

function turningOf({ mark, bit }: MarkBit): Turning[] {
  if (isKeptMark(mark)) return [{ value: mark.kept, gives: bit, takes: 0 }]
  const unless = isNamedMark(mark) ? mark.unless : undefined
  return unless ? [{ value: unless, gives: 0, takes: bit }] : []
}

/** The bits that events of a name have on any page, and by the id of their page. */
interface OfName {
  anywhere: number
  byPage: Int32Array
}

class Codes {
  readonly #byName: (OfName | undefined)[] = []

  constructor(site: number, marks: readonly MarkBit[], ids: Ids) {
    for (const { mark, bit } of marks) {
      if (!isNamedMark(mark)) continue
      const [name = -1] = ids(sql`select ${numberOfName(mark.name)}`)
      if (name >= 0) this.#add(name, bit, pagesOf(site, mark, ids))
    }
  }

  #add(name: number, bit: number, pages: readonly number[] | undefined): void {
    const { anywhere, byPage } = this.#byName[name] ?? { anywhere: 0, byPage: new Int32Array() }
    if (!pages) {
      this.#byName[name] = { anywhere: anywhere | bit, byPage }
      return
    }
    const wider = new Int32Array(Math.max(byPage.length, (pages.at(-1) ?? -1) + 1))
    wider.set(byPage)
    for (const page of pages) wider[page] = (wider[page] ?? 0) | bit
    this.#byName[name] = { anywhere, byPage: wider }
  }

  of(name: number): OfName | undefined {
    return this.#byName[name]
  }
}

/** The pages on which the mark may hold, ascending; undefined where it asks for none. */
function pagesOf(site: number, { page }: NamedMark, ids: Ids): number[] | undefined {
  return page && ids(sql`select p.id from page p where p.site = ${site} and ${page} order by p.id`)
}
