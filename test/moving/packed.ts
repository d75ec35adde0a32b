import { deflateRawSync } from 'node:zlib'
import { type Zippable, zipSync } from 'fflate'

/** A zip of texts by name. */
export function zip(files: Record<string, string>): Uint8Array {
  const entries: Zippable = {}
  for (const [name, text] of Object.entries(files)) entries[name] = new TextEncoder().encode(text)
  return zipSync(entries)
}

/** A zip of one entry that unpacks to `megabytes` of noughts; it says that it is one byte. */
export function bomb(name: string, megabytes: number): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(megabytes * 1_048_576))
  const title = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(title.length, 26)
  const listed = Buffer.alloc(46)
  listed.writeUInt32LE(0x02014b50, 0)
  listed.writeUInt16LE(8, 10)
  listed.writeUInt32LE(packed.length, 20)
  listed.writeUInt32LE(1, 24)
  listed.writeUInt16LE(title.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + title.length, 12)
  end.writeUInt32LE(30 + title.length + packed.length, 16)
  return Buffer.concat([local, title, packed, listed, title, end])
}

/** A zip of one stored entry that says in 64 bits where it lies and how long it is. */
export function claiming({ packed, at }: { packed: bigint; at: bigint }): Uint8Array {
  const name = Buffer.from('a.csv')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(name.length, 26)
  const text = Buffer.from('x,y\n1,2\n')
  const listed = Buffer.alloc(46)
  listed.writeUInt32LE(0x02014b50, 0)
  for (const place of [20, 24, 42]) listed.writeUInt32LE(0xffffffff, place)
  listed.writeUInt16LE(name.length, 28)
  listed.writeUInt16LE(28, 30)
  const wide = Buffer.alloc(28)
  wide.writeUInt16LE(1, 0)
  wide.writeUInt16LE(24, 2)
  wide.writeBigUInt64LE(8n, 4)
  wide.writeBigUInt64LE(packed, 12)
  wide.writeBigUInt64LE(at, 20)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length + 28, 12)
  end.writeUInt32LE(30 + name.length + text.length, 16)
  return Buffer.concat([local, name, text, listed, name, wide, end])
}
