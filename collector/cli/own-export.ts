import { createReadStream, statSync } from 'node:fs'
import { textOf } from '../moving/entry-text.ts'
import type { FormatName } from '../moving/format.ts'
import { openFile } from '../moving/open-file.ts'
import { own, ownEntries } from '../moving/own/read-own.ts'
import { keep, lookAt } from './piped.ts'

/** Our own events as they come. */
export interface OwnExport {
  /** The text of each file in it, and what it is called where there are several. */
  texts: { pieces: AsyncIterable<string>; file?: string }[]
  /** How much has been read, 0–1; undefined where nobody knows. */
  share(): number | undefined
  close(): Promise<void>
}

/** What an import reads: our own events as they come, or a file that is looked at first. */
export type Source = { own: OwnExport } | { path: string; close(): Promise<void> }

/**
 * What a path leads to, or standard input: our own export, plain or packed, unless it is said to be another's; else a file. Plain
 * text that is piped in is ours unless it is said to be another's: it can be read but once.
 */
export async function openSource(source: string, asked: Asked): Promise<Source> {
  if (source !== '-' && statSync(source).isFile()) return await openPath(source, asked)
  const input = source === '-' ? process.stdin : createReadStream(source)
  const { isText, bytes } = await lookAt(input)
  if (isText && mayBeOurs(asked)) return { own: piped(source, bytes) }
  const kept = await keep(bytes)
  try {
    return closing(await openPath(kept.path, asked), kept.close)
  } catch (error) {
    kept.close()
    throw error
  }
}

/** How a file is to be read. */
interface Asked {
  /** Whose it is said to be. */
  format?: FormatName | undefined
  /** It is looked at before its events are stored, also where they are ours. */
  isLookedAt: boolean
}

function mayBeOurs({ format, isLookedAt }: Asked): boolean {
  return !isLookedAt && (format === undefined || format === 'events')
}

async function openPath(path: string, asked: Asked): Promise<Source> {
  const other = { path, close: async () => undefined }
  if (!mayBeOurs(asked)) return other
  const file = await openFile(path)
  if (asked.format === undefined && !own.looksLike(file.head)) {
    await file.close()
    return other
  }
  const texts = ownEntries(file).map(({ entry, named }) => ({
    pieces: textOf(entry, true),
    ...named,
  }))
  return { own: { texts, share: () => file.read() / file.size, close: file.close } }
}

/** What is open, with more to do once it is closed. */
function closing(opened: Source, more: () => void): Source {
  const { close } = 'own' in opened ? opened.own : opened
  const closeAll = () => close().finally(more)
  return 'own' in opened
    ? { own: { ...opened.own, close: closeAll } }
    : { path: opened.path, close: closeAll }
}

function piped(name: string, bytes: AsyncIterable<Uint8Array>): OwnExport {
  return {
    texts: [{ pieces: textOf({ name, open: () => bytes }, true) }],
    share: () => undefined,
    close: async () => undefined,
  }
}
