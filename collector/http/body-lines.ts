import { Refusal } from '../refusal.ts'

/** Some lines of a body, as many as are taken at once. */
export const SLICE_LINES = 2_000
const SLICE_LENGTH = 1_000_000
/** An event says less; what says more is read over and counts as no JSON. */
const LINE_LENGTH = 1_000_000
const TOO_LONG = '"too long"'

/**
 * The lines of a body, slice by slice, blank ones included; memory holds a slice, however long the body is, and no
 * more is read of it while a slice is being taken. Throws a 413 beyond `most` bytes and a 400 where it is not UTF-8.
 */
export async function* bodyLines(body: AsyncIterable<Uint8Array>, most: number) {
  const slice = new Slice()
  for await (const text of texts(body, most)) {
    slice.add(text)
    while (slice.isFull) yield slice.take()
  }
  slice.end()
  while (!slice.isEmpty) yield slice.take()
}

async function* texts(body: AsyncIterable<Uint8Array>, most: number): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > most) throw new Refusal(413, `a body has at most ${most} bytes`)
    yield decoded(() => decoder.decode(chunk, { stream: true }))
  }
  yield decoded(() => decoder.decode())
}

function decoded(read: () => string): string {
  try {
    return read()
  } catch {
    throw new Refusal(400, 'the body is not UTF-8')
  }
}

class Slice {
  #lines: string[] = []
  #length = 0
  /** The line that has not ended yet. */
  #open = ''

  get isFull(): boolean {
    return this.#lines.length >= SLICE_LINES || this.#length >= SLICE_LENGTH
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0
  }

  add(text: string): void {
    const [first = '', ...rest] = text.split('\n')
    this.#extend(first)
    for (const line of rest) {
      this.#close()
      this.#extend(line)
    }
  }

  end(): void {
    if (this.#open !== '') this.#close()
  }

  take(): string[] {
    const taken = this.#lines.splice(0, SLICE_LINES)
    this.#length = this.#lines.reduce((sum, { length }) => sum + length, 0)
    return taken
  }

  #extend(text: string): void {
    if (this.#open === TOO_LONG) return
    this.#open += text
    if (this.#open.length > LINE_LENGTH) this.#open = TOO_LONG
  }

  #close(): void {
    this.#lines.push(this.#open)
    this.#length += this.#open.length
    this.#open = ''
  }
}
