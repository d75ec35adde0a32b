import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFormat } from '../../collector/moving/find-format.ts'
import type {
  FormatName,
  FoundEvent,
  ImportedEvent,
  ReadOptions,
  Rejected,
} from '../../collector/moving/format.ts'
import { openFile } from '../../collector/moving/open-file.ts'
import { READERS } from '../../collector/moving/readers.ts'

export const OPTIONS: ReadOptions = { domain: 'example.com', timezone: 'UTC', currency: 'EUR' }

interface Read {
  format: FormatName
  events: ImportedEvent[]
  rejected: Rejected[]
  leftOut: string[]
}

interface How {
  name?: string
  format?: FormatName
  options?: Partial<ReadOptions>
}

/** A file of history, read whole. */
export async function readAll(bytes: Uint8Array | string, how: How = {}): Promise<Read> {
  const { name = 'history', format: asked, options } = how
  const folder = mkdtempSync(join(tmpdir(), 'moving-'))
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  const file = await openFile(path, name)
  try {
    const format = findFormat(READERS, file.head, asked)
    const read: Read = { format: format.name, events: [], rejected: [], leftOut: [] }
    if (format.kind !== 'events') return read
    for await (const batch of format.read(file, { ...OPTIONS, ...options })) {
      for (const one of batch) put(read, one)
    }
    return read
  } finally {
    await file.close()
    rmSync(folder, { recursive: true })
  }
}

function put(read: Read, one: FoundEvent): void {
  if ('event' in one) read.events.push(one.event)
  else if ('rejected' in one) read.rejected.push(one.rejected)
  else read.leftOut.push(one.leftOut)
}
