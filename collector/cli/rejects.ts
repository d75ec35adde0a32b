import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { inWords } from '../storage-trouble.ts'

/** Where what was not stored goes: beside the file, each with its reason; made when the first one comes. */
export class Rejects {
  readonly path: string
  #file: WriteStream | undefined

  constructor(source: string) {
    this.path = `${source === '-' ? 'stdin' : source}.rejected.ndjson`
  }

  write(rejected: { reason: string; line: string; at?: number; file?: string | undefined }): void {
    this.#file ??= createWriteStream(this.path).on('error', () => {
      // `close` throws it.
    })
    this.#file.write(`${JSON.stringify(rejected)}\n`)
  }

  /** Answers whether there were any. Rejects when they could not be written. */
  async close(): Promise<boolean> {
    const file = this.#file
    if (!file) return false
    file.end()
    await finished(file).catch((error: unknown) => {
      throw inWords(error, this.path)
    })
    return true
  }
}
