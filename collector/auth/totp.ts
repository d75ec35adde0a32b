import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * One-time codes as authenticator apps make them: RFC 6238 over RFC 4226 with SHA-1, six digits and steps of 30 s,
 * which is all that some apps know.
 */

const STEP_MS = 30_000
const DIGITS = 6
/** Steps that a phone's clock may be off (RFC 6238 §5.2). */
const DRIFT = 1

/** The code of a counter (RFC 4226 §5.3). */
export function codeAt(secret: Buffer, counter: number): string {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac('sha1', secret).update(message).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0xf
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The time step at `now` (epoch ms). */
export function stepAt(now: number): number {
  return Math.floor(now / STEP_MS)
}

/** The step whose code this is, now or next to it; undefined for a wrong code, and for one of `after` or before. */
export function stepOf(
  secret: Buffer,
  code: string,
  now: number,
  after: number,
): number | undefined {
  const given = Buffer.from(code)
  const present = stepAt(now)
  for (let step = present - DRIFT; step <= present + DRIFT; step++) {
    const right = Buffer.from(codeAt(secret, step))
    if (step > after && given.length === right.length && timingSafeEqual(given, right)) return step
  }
  return undefined
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 without padding; a multiple of five bytes needs none. */
export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/gu) ?? []
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
  const bytes = bits.join('').match(/.{8}/gu) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
}
