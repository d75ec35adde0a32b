import type { FileHandle } from 'node:fs/promises'
import { Refusal } from '../refusal.ts'

/** A file in a zip, as the list at the zip's end tells of it (APPNOTE.TXT 6.3.10, sections 4.3 and 4.4). */
export interface ZipEntry {
  name: string
  /** 0 stored, 8 deflated. */
  method: number
  /** Bytes in the zip. */
  packed: number
  /** Bytes unpacked, as it says itself. */
  unpacked: number
  /** Where its own header begins. */
  at: number
}

const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const LISTED = 0x02014b50
const LOCAL = 0x04034b50
/** The end's own 22 bytes, and a comment of at most 65,535. */
const MOST_END = 65_557
/** Of a list of entries in memory. */
const MOST_LIST = 8 * 1_048_576
const MOST_ENTRIES = 10_000
const IN_64 = 0xffffffff

const BROKEN = 'the zip is cut off or broken; download it anew'

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  if (bytesRead < length) throw new Refusal(422, BROKEN)
  return bytes
}

/** The files in a zip of `size` bytes, without folders. Throws a 422 for one that is cut off, locked, or of too many. */
export async function zipEntries(file: FileHandle, size: number): Promise<ZipEntry[]> {
  const { at, length, entries } = await listOf(file, size)
  if (length > MOST_LIST || entries > MOST_ENTRIES)
    throw new Refusal(422, `the zip has more than ${MOST_ENTRIES} files`)
  const list = await bytesAt(file, at, length)
  const found: ZipEntry[] = []
  for (let from = 0; from < length && found.length < entries; ) {
    if (length - from < 46 || list.readUInt32LE(from) !== LISTED) throw new Refusal(422, BROKEN)
    const { entry, end } = entryAt(list, from)
    // In 64 bits it can say what no file has, and no file can be read at.
    if (entry.at + entry.packed > size) throw new Refusal(422, BROKEN)
    found.push(entry)
    from = end
  }
  return found.filter(({ name }) => !name.endsWith('/') && !isRubbish(name))
}

/** macOS adds what it knows of each file. */
function isRubbish(name: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$)/u.test(name)
}

interface List {
  at: number
  length: number
  entries: number
}

async function listOf(file: FileHandle, size: number): Promise<List> {
  const length = Math.min(size, MOST_END)
  const tail = await bytesAt(file, size - length, length)
  for (let from = length - 22; from >= 0; from--) {
    if (tail.readUInt32LE(from) !== END) continue
    const list = {
      entries: tail.readUInt16LE(from + 10),
      length: tail.readUInt32LE(from + 12),
      at: tail.readUInt32LE(from + 16),
    }
    const is64 = list.entries === 0xffff || list.length === IN_64 || list.at === IN_64
    return checked(is64 ? await listIn64(file, size - length + from) : list, size)
  }
  throw new Refusal(422, BROKEN)
}

async function listIn64(file: FileHandle, end: number): Promise<List> {
  const locator = await bytesAt(file, Math.max(end - 20, 0), 20)
  if (locator.readUInt32LE(0) !== LOCATOR_64) throw new Refusal(422, BROKEN)
  const record = await bytesAt(file, Number(locator.readBigUInt64LE(8)), 56)
  if (record.readUInt32LE(0) !== END_64) throw new Refusal(422, BROKEN)
  const [entries = 0, length = 0, at = 0] = [32, 40, 48].map((from) =>
    Number(record.readBigUInt64LE(from)),
  )
  return { entries, length, at }
}

function checked(list: List, size: number): List {
  if (list.at + list.length > size) throw new Refusal(422, BROKEN)
  return list
}

function entryAt(list: Buffer, from: number): { entry: ZipEntry; end: number } {
  const flags = list.readUInt16LE(from + 8)
  const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((at) => list.readUInt16LE(from + at))
  const end = from + 46 + name + extra + comment
  if (end > list.length) throw new Refusal(422, BROKEN)
  const entry: ZipEntry = {
    name: list.toString('utf8', from + 46, from + 46 + name),
    method: list.readUInt16LE(from + 10),
    packed: list.readUInt32LE(from + 20),
    unpacked: list.readUInt32LE(from + 24),
    at: list.readUInt32LE(from + 42),
  }
  if (flags & 1) throw new Refusal(422, 'the zip is locked with a password; unlock it first')
  in64(entry, list.subarray(from + 46 + name, from + 46 + name + extra))
  return { entry, end }
}

/** Numbers that are too large for their places stand in the extra field, in this order. */
function in64(entry: ZipEntry, extra: Buffer): void {
  let at = extraOf64(extra)
  if (at === undefined) return
  for (const field of ['unpacked', 'packed', 'at'] as const) {
    if (entry[field] !== IN_64 || at + 8 > extra.length) continue
    entry[field] = Number(extra.readBigUInt64LE(at))
    at += 8
  }
}

function extraOf64(extra: Buffer): number | undefined {
  for (let from = 0; from + 4 <= extra.length; from += 4 + extra.readUInt16LE(from + 2)) {
    if (extra.readUInt16LE(from) === 1) return from + 4
  }
  return undefined
}

/** Where an entry's own bytes begin. */
export async function dataOf(file: FileHandle, { at }: ZipEntry): Promise<number> {
  const header = await bytesAt(file, at, 30)
  if (header.readUInt32LE(0) !== LOCAL) throw new Refusal(422, BROKEN)
  return at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
}
