import { createReadStream, statSync } from 'node:fs'
import { Refusal } from '../refusal.ts'

const MOST_BYTES = 64 * 1_048_576

/** Of a file, or of what is piped in, whose length nobody knows before its end: no more is read than may be. */
export async function bytesOf(path: string): Promise<Uint8Array> {
  const found = path === '-' ? undefined : statSync(path, { throwIfNoEntry: false })
  if (path !== '-' && (!found || found.isDirectory())) {
    throw new Refusal(404, `there is no file ${path} that can be read`)
  }
  if (found && found.size > MOST_BYTES) throw tooLarge()
  const input = path === '-' ? process.stdin : createReadStream(path)
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of input as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MOST_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function tooLarge(): Refusal {
  const most = MOST_BYTES / 1_048_576
  return new Refusal(413, `a file has at most ${most} MiB; export a shorter period`)
}
