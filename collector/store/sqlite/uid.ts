const NANOID = /^[A-Za-z0-9_-]{21}$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/**
 * An id as it is stored: 16 bytes for a 21-character id (126 bits) or a lower-case UUID, else its text.
 * The two top bits of byte 8 tell which: RFC 9562 sets them to 10 in a UUID, a packed nanoid keeps them 00.
 */
export function packId(id: string): Buffer | string {
  if (id.length === 21 && NANOID.test(id)) return packNanoid(id)
  if (id.length === 36 && UUID.test(id)) return Buffer.from(id.replaceAll('-', ''), 'hex')
  return id
}

export function unpackId(stored: Buffer | string): string {
  if (typeof stored === 'string') return stored
  return (stored.readUInt8(8) & 0xc0) === 0x80 ? unpackUuid(stored) : unpackNanoid(stored)
}

/** A person's key as it was sent; a cookieless one, which nobody sent, as hex. */
export function keyText(stored: Buffer | string): string {
  return typeof stored !== 'string' && stored.length !== 16
    ? stored.toString('hex')
    : unpackId(stored)
}

const halves = new Int32Array(2)
const whole = new BigInt64Array(halves.buffer)

/**
 * 64-bit name of (site, id) in the table `seen`: two lanes of multiply and rotate that feed each other, and the
 * finish of MurmurHash3 (Appleby 2011). Not for secrets: who knows an id can make another of the same name, who
 * does not know it cannot.
 */
export function idHash(site: number, id: string): bigint {
  let a = 0x9747b28c ^ site
  let b = Math.imul(site + 1, 0x85ebca6b)
  for (let index = 0; index < id.length; index++) {
    const unit = id.charCodeAt(index)
    a = Math.imul(a ^ unit, 0xcc9e2d51)
    a = (((a << 15) | (a >>> 17)) + b) | 0
    b = Math.imul(b ^ unit, 0x1b873593)
    b = (((b << 13) | (b >>> 19)) + a) | 0
  }
  halves[0] = finished(a ^ id.length)
  halves[1] = finished(b + a)
  return whole[0] as bigint
}

function finished(lane: number): number {
  const first = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return second ^ (second >>> 16)
}

function packNanoid(id: string): Buffer {
  // base64url of 21 characters is 126 bits: bytes 0–14 whole, byte 15 its upper 6 bits.
  const packed = Buffer.from(`${id}A`, 'base64url')
  // Make room in byte 8: its two top bits move to the two free low bits of byte 15.
  const top = packed.readUInt8(8) >> 6
  packed.writeUInt8(packed.readUInt8(8) & 0x3f, 8)
  packed.writeUInt8((packed.readUInt8(15) & 0xfc) | top, 15)
  return packed
}

function unpackNanoid(packed: Buffer): string {
  const bits = Buffer.from(packed)
  const last = bits.readUInt8(15)
  bits.writeUInt8(bits.readUInt8(8) | ((last & 3) << 6), 8)
  bits.writeUInt8(last & 0xfc, 15)
  return bits.toString('base64url').slice(0, 21)
}

function unpackUuid(packed: Buffer): string {
  const hex = packed.toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
