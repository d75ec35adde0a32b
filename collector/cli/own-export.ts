import { open } from 'node:fs/promises'
import type { FormatName } from '../moving/format.ts'
import { own } from '../moving/own/read-own.ts'

const HEAD = 65_536

/** Whether a file is to be read as our own events, as it comes: what standard input holds is, unless it is said to be another’s. */
export async function isOwnExport(source: string, format?: FormatName): Promise<boolean> {
  if (format !== undefined) return format === 'events'
  if (source === '-') return true
  const file = await open(source)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    const text = buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/u, '')
    return own.looksLike({ name: source, entries: [{ name: source, text }] })
  } finally {
    await file.close()
  }
}
