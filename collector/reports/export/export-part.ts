import { z } from 'zod'
import { type ExportedEvent, type ExportRow, exportedEvent } from './export-event.ts'
import type { EventKey } from './export-rows.ts'

/** A part ends after so many events, or so much text: what a server holds of an export, however long that is. */
const MOST_EVENTS = 5_000
const MOST_LENGTH = 2_000_000

/** `first`: no other stands before it in its list. */
type WriteEvent = (event: ExportedEvent, first: boolean) => string

/** The text of some events, as many as one part may hold. */
export class ExportPart {
  readonly #write: WriteEvent
  readonly #pieces: string[] = []
  #length = 0
  events = 0

  constructor(write: WriteEvent) {
    this.#write = write
  }

  get text(): string {
    return this.#pieces.join('')
  }

  /** Events that may still come. */
  get room(): number {
    return MOST_EVENTS - this.events
  }

  get isFull(): boolean {
    return this.room <= 0 || this.#length >= MOST_LENGTH
  }

  add(text: string): void {
    this.#pieces.push(text)
    this.#length += text.length
  }

  /** Takes rows until none is left, or the part is full: then it answers the key of the last one taken. */
  async take(rows: AsyncIterable<ExportRow>, isFirst = false): Promise<EventKey | null> {
    let first = isFirst
    for await (const row of rows) {
      this.add(this.#write(exportedEvent(row), first))
      this.events += 1
      first = false
      if (this.isFull) return row
    }
    return null
  }
}

export const ExportAnswer = z.object({
  text: z.string(),
  /** Events in the text. */
  events: z.int(),
  next: z.string().nullable(),
})
export type ExportAnswer = z.infer<typeof ExportAnswer>
