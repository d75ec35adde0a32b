import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { fewAtOnce } from '../few-at-once.ts'

interface Cost {
  /** Power of two; with `block` it says how much memory: 128 × n × block bytes. */
  n: number
  block: number
  /** How many times, one after another. */
  parallel: number
}

/**
 * OWASP's password storage cheat sheet names five settings of scrypt as equals; this one takes 32 MiB and
 * about 0.15 s. Argon2id, its first choice, is not in Node 20.
 */
const COST: Cost = { n: 2 ** 15, block: 8, parallel: 3 }
const LENGTH = 32

/** Two at once, so that somebody who tries passwords takes neither all memory nor all threads. */
const inTurn = fewAtOnce(2, 100, 'too many are signing in at once')

function derive(password: string, salt: Buffer, { n, block, parallel }: Cost): Promise<Buffer> {
  const options = { N: n, r: block, p: parallel, maxmem: 256 * n * block }
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        // NFKC, so that a password typed on another keyboard is the same password.
        scrypt(password.normalize('NFKC'), salt, LENGTH, options, (error, key) =>
          error === null ? resolve(key) : reject(error),
        )
      }),
  )
}

interface Hash {
  cost: Cost
  salt: Buffer
  key: Buffer
}

/** Of nobody: its key is of another length than any. */
const NONE: Hash = { cost: COST, salt: Buffer.alloc(16), key: Buffer.alloc(0) }

/** The first version wrote `scrypt$<n>$<salt>$<key>`, with blocks of 8 and once. */
function parsed(hash: string): Hash {
  const parts = hash.split('$')
  const [n, block, parallel] = parts.length === 4 ? [parts[1], 8, 1] : parts.slice(1, 4)
  const [salt = '', key = ''] = parts.slice(-2)
  return {
    cost: { n: Number(n), block: Number(block), parallel: Number(parallel) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  }
}

/** `scrypt$<n>$<block>$<parallel>$<salt>$<key>`, the last two base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  const secret = [salt, key].map((part) => part.toString('base64url'))
  return ['scrypt', COST.n, COST.block, COST.parallel, ...secret].join('$')
}

/** Takes as long for an unknown user (null), and for an older hash, so that time tells nothing. */
export async function matchesPassword(password: string, hash: string | null): Promise<boolean> {
  const { cost, salt, key } = hash === null ? NONE : parsed(hash)
  const given = await derive(password, salt, cost)
  const missing = COST.parallel - cost.parallel
  if (missing > 0) await derive(password, salt, { ...COST, parallel: missing })
  return key.length === given.length && timingSafeEqual(key, given)
}

/** Whether it was made at another cost than is asked for now. */
export function isDated(hash: string): boolean {
  const { n, block, parallel } = parsed(hash).cost
  return n !== COST.n || block !== COST.block || parallel !== COST.parallel
}
