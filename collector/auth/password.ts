import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's second choice after Argon2id, which Node 20 lacks: N = 2^15 costs 32 MiB and about 60 ms. */
const COST = 2 ** 15
const BLOCK = 8
const LENGTH = 32

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  const options = { N: cost, r: BLOCK, p: 1, maxmem: 256 * cost * BLOCK }
  return new Promise((resolve, reject) => {
    // NFKC, so that a password typed on another keyboard is the same password.
    scrypt(password.normalize('NFKC'), salt, LENGTH, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}

/** `scrypt$<cost>$<salt>$<key>`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Takes as long for an unknown user (null) as for a known one, so that time tells nothing. */
export async function matchesPassword(password: string, hash: string | null): Promise<boolean> {
  const [, cost = COST, salt = '', key = ''] = hash?.split('$') ?? []
  const given = await derive(password, Buffer.from(salt, 'base64url'), Number(cost))
  const stored = Buffer.from(key, 'base64url')
  return stored.length === given.length && timingSafeEqual(stored, given)
}
