import { createReadStream, type ReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { type FileKind, fileKind } from '../file-kind.ts'
import { Refusal } from '../refusal.ts'
import { headText } from './entry-text.ts'
import type { Entry, EntryHead, OpenedFile } from './format.ts'
import { unpacked } from './unpacked.ts'
import { dataOf, type ZipEntry, zipEntries } from './zip-entries.ts'

/** Entries whose beginnings are read to see whose the file is; Plausible's zip has eleven. */
const HEADS = 40

/** Files that hold no history, however they are read. */
const NO_HISTORY: Partial<Record<FileKind, string>> = {
  xlsx: 'an Excel workbook (.xlsx); save it as CSV',
  xls: 'an old Excel workbook (.xls); save it as CSV',
  ods: 'an OpenDocument table (.ods); save it as CSV',
  '7z': 'a compressed file (.7z); pack it as .zip or .gz',
  rar: 'a compressed file (.rar); pack it as .zip or .gz',
  pdf: 'a PDF, which holds no rows',
  image: 'an image',
  database: 'a database; export its tables as CSV',
  html: 'a web page (perhaps of a sign-in that had run out)',
  xml: 'XML; ask for JSON or CSV instead',
}

/** A file by its path, opened; `close` it. */
export interface FileAt extends OpenedFile {
  /** In bytes, as it lies there. */
  size: number
  /** How much of it has been read so far; of what is read twice, the second time counts. */
  read(): number
  close(): Promise<void>
}

/**
 * Opens a file of history at a path: a zip's entries, what a .gz unpacks to, or the file as it is. Throws a 422 for an empty one,
 * and for what is none of these.
 */
export async function openFile(path: string, name = basename(path)): Promise<FileAt> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const start = await startOf(file)
    if (size === 0) throw new Refusal(422, 'the file is empty')
    const kind = fileKind(start)
    const refused = kind && NO_HISTORY[kind]
    if (refused !== undefined) throw new Refusal(422, `this is ${refused}`)
    const progress = { at: () => 0 }
    const entries = await entriesOf({ path, name, file, size, progress }, kind)
    const head = { name, entries: await headsOf(entries) }
    progress.at = () => 0
    return { name, entries, head, size, read: () => progress.at(), close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

interface At {
  path: string
  name: string
  file: FileHandle
  size: number
  progress: { at: () => number }
}

async function startOf(file: FileHandle): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4_096), 0, 4_096, 0)
  return buffer.subarray(0, bytesRead)
}

async function entriesOf(at: At, kind: FileKind | undefined): Promise<Entry[]> {
  if (kind === 'gz') {
    const name = at.name.replace(/\.gz$/iu, '')
    return [{ name, open: () => unpacked(piece(at, 0, at.size), 'gzip') }]
  }
  if (kind !== 'zip') return [{ name: at.name, open: () => piece(at, 0, at.size) }]
  const listed = await zipEntries(at.file, at.size)
  if (listed.length === 0) throw new Refusal(422, 'the zip is empty')
  return listed.map((entry) => ({ name: entry.name, open: () => zipped(at, entry) }))
}

async function* zipped(at: At, entry: ZipEntry): AsyncIterable<Uint8Array> {
  const { name, method, packed } = entry
  if (method !== 0 && method !== 8)
    throw new Refusal(422, `${name} is packed in a way that is not known here; pack it anew`)
  const start = await dataOf(at.file, entry)
  // A stream has a last byte, and so one at least.
  if (packed === 0) return
  const bytes = piece(at, start, packed)
  yield* method === 0 ? bytes : unpacked(bytes, 'deflate')
}

/** A piece of the file, of a byte at least, read as it is asked for. */
function piece({ path, progress }: At, start: number, length: number): ReadStream {
  const end = start + length - 1
  const stream = createReadStream(path, { start, end, highWaterMark: 256 * 1_024 })
  progress.at = () => start + stream.bytesRead
  return stream
}

async function headsOf(entries: readonly Entry[]): Promise<EntryHead[]> {
  const heads: EntryHead[] = []
  for (const entry of entries.slice(0, HEADS)) {
    heads.push({ name: entry.name, text: await headText(entry) })
  }
  return heads
}
