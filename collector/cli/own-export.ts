import { createReadStream, statSync } from 'node:fs'
import { textOf } from '../moving/entry-text.ts'
import type { FormatName } from '../moving/format.ts'
import { openFile } from '../moving/open-file.ts'
import { own, ownEntries } from '../moving/own/read-own.ts'

/** Our own events as they come. */
export interface OwnExport {
  /** The text of each file in it, and what it is called where there are several. */
  texts: { pieces: AsyncIterable<string>; file?: string }[]
  /** How much has been read, 0–1; undefined where nobody knows. */
  share(): number | undefined
  close(): Promise<void>
}

/**
 * Our own export, plain or packed; undefined for a file that is another's. What standard input holds, or a pipe, is ours unless it is
 * said to be another's: it can be read but once.
 */
export async function openOwn(source: string, format?: FormatName): Promise<OwnExport | undefined> {
  if (format !== undefined && format !== 'events') return undefined
  if (source === '-') return piped(process.stdin)
  if (!statSync(source).isFile()) return piped(createReadStream(source))
  const file = await openFile(source)
  if (format === undefined && !own.looksLike(file.head)) {
    await file.close()
    return undefined
  }
  return {
    texts: ownEntries(file).map(({ entry, named }) => ({ pieces: textOf(entry, true), ...named })),
    share: () => file.read() / file.size,
    close: file.close,
  }
}

function piped(input: NodeJS.ReadableStream): OwnExport {
  input.setEncoding('utf8')
  return {
    texts: [{ pieces: input as AsyncIterable<string> }],
    share: () => undefined,
    close: async () => undefined,
  }
}
