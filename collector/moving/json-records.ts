import { Refusal } from '../refusal.ts'
import { textOf } from './entry-text.ts'
import type { Entry } from './format.ts'

/** An object of a file of JSON. */
export interface JsonRecord {
  /** Its number in the file, from 1. */
  line: number
  /** Undefined of what is no JSON. */
  value: Record<string, unknown> | undefined
  text: string
}

/** A visit of ten thousand actions says less. */
const LONGEST = 64 * 1_048_576
/** Of a record whose value is none. */
export const NO_JSON = 'not JSON, or cut off'

const BETWEEN = /^[\s,[\]]*$/

/** The objects of an entry, whether they stand in lines or in a list, batch by batch; memory holds a piece of the file. */
export async function* jsonRecords(entry: Entry): AsyncIterable<JsonRecord[]> {
  const cutter = new RecordCutter()
  for await (const text of textOf(entry)) yield cutter.add(text)
  yield cutter.end()
}

/** Cuts text that comes in pieces into the objects that stand in it, and what stands between them and is none. */
export class RecordCutter {
  #rest = ''
  /** How far the rest has been looked at. */
  #seen = 0
  #depth = 0
  #isText = false
  #count = 0

  add(text: string): JsonRecord[] {
    this.#rest += text
    const records = this.#cut()
    if (this.#rest.length > LONGEST)
      throw new Refusal(
        422,
        `record ${this.#count + 1} is longer than any; the file is broken there`,
      )
    return records
  }

  /** What is left is cut off. */
  end(): JsonRecord[] {
    const [text] = [this.#rest, this.#forget()]
    return this.#between(text)
  }

  #forget(): void {
    this.#rest = ''
    this.#seen = 0
  }

  #cut(): JsonRecord[] {
    const records: JsonRecord[] = []
    const text = this.#rest
    const marks = /["{}]|\\[\s\S]/g
    marks.lastIndex = this.#seen
    let from = 0
    let seen = this.#seen
    for (let found = marks.exec(text); found; found = marks.exec(text)) {
      seen = marks.lastIndex
      if (!this.#mark(found[0])) continue
      const end = this.#depth === 0 ? seen : found.index
      records.push(...this.#piece(text.slice(from, end)))
      from = end
    }
    this.#seen = seen - from
    this.#rest = text.slice(from)
    return records
  }

  /** Whether an object ends here, or begins. */
  #mark(mark: string): boolean {
    if (mark === '"' && this.#depth > 0) this.#isText = !this.#isText
    if (this.#isText || (mark !== '{' && mark !== '}')) return false
    const before = this.#depth
    this.#depth = Math.max(before + (mark === '{' ? 1 : -1), 0)
    return before + this.#depth === 1
  }

  #piece(text: string): JsonRecord[] {
    return text.startsWith('{') ? [this.#record(text)] : this.#between(text)
  }

  #between(text: string): JsonRecord[] {
    return BETWEEN.test(text) ? [] : [this.#record(text)]
  }

  #record(text: string): JsonRecord {
    this.#count += 1
    return { line: this.#count, value: objectOf(text), text }
  }
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined // foreign text; whoever reads the record says so
  }
}
