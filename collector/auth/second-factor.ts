import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import type { Settings, Tables } from '../settings/tables.ts'
import { boxOf } from './box.ts'
import { totpPlace } from './seal-secrets.ts'
import { hashSecret } from './secret.ts'
import { fromBase32, stepOf, toBase32 } from './totp.ts'

/** RFC 4226 §4 recommends 160 bits. */
const SECRET_BYTES = 20
const RECOVERY_CODES = 10
/** 50 bits, which nobody guesses at six attempts a minute. */
const RECOVERY_LETTERS = 10
const WRONG = 'the code does not match, or was used already'
/**
 * Wrong codes since the last right one after which the authenticator's count no more: whoever tries knows the
 * password, and would guess one of a million some day. Twenty are a chance of 1 in 17,000.
 */
const MOST_WRONG = 20
const TOO_MANY_WRONG =
  'there were too many wrong codes; use a recovery code, or have whoever runs the server reset the account'

/** A secret that was offered, with a code that proves the authenticator has it. */
export const SecondFactor = z.object({
  secret: z.string().regex(/^[A-Z2-7]{32}$/u, 'not a secret that was offered'),
  code: z.string().max(20),
})
export type SecondFactor = z.infer<typeof SecondFactor>

type UserRow = Selectable<Tables['user']>
export type FactorColumns = Pick<UserRow, 'totp' | 'totp_step' | 'recovery_codes'>

export const NO_FACTOR: FactorColumns = { totp: null, totp_step: 0, recovery_codes: '[]' }

/** A new secret, and the address that an authenticator reads it from as a QR code. */
export function offerSecret(account: string): { secret: string; uri: string } {
  const secret = toBase32(randomBytes(SECRET_BYTES))
  const label = `Tributary:${encodeURIComponent(account)}`
  return { secret, uri: `otpauth://totp/${label}?secret=${secret}&issuer=Tributary` }
}

/** What to store for a proven secret, and the recovery codes, which are shown here and never again. */
export function proven(
  { secret, code }: SecondFactor,
  now: number,
): { columns: FactorColumns; recovery_codes: string[] } {
  const step = stepOf(fromBase32(secret), plain(code), now, 0)
  if (step === undefined) throw new Refusal(422, WRONG, [{ path: 'code', message: WRONG }])
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  const recovery_codes = JSON.stringify(codes.map((one) => hashSecret(plain(one))))
  return { columns: { totp: secret, totp_step: step, recovery_codes }, recovery_codes: codes }
}

/** As it is stored: the secret sealed. */
export function sealed(settings: Settings, user: string, columns: FactorColumns): FactorColumns {
  const { totp } = columns
  return { ...columns, totp: totp && boxOf(settings).seal(totp, totpPlace(user)) }
}

/**
 * Why the code proves nothing: it is neither the authenticator's nor a recovery code, either of which works once.
 * undefined when it does, and for somebody without an authenticator, who is asked for none.
 */
export async function unproven(
  settings: Settings,
  user: UserRow,
  code: string | undefined,
  now: number,
): Promise<string | undefined> {
  if (user.totp === null) return undefined
  if (code === undefined) return 'this account asks for the code of its authenticator, too'
  const given = plain(code)
  if (await isRight(settings, user, given, now)) {
    await settings.updateTable('user').set({ wrong_codes: 0 }).where('id', '=', user.id).execute()
    return undefined
  }
  return (await countWrong(settings, user.id)) >= MOST_WRONG ? TOO_MANY_WRONG : WRONG
}

/** Counted by the file, so that tries at once count each. */
async function countWrong(settings: Settings, id: string): Promise<number> {
  const row = await settings
    .updateTable('user')
    .set((set) => ({ wrong_codes: set('wrong_codes', '+', 1) }))
    .where('id', '=', id)
    .returning('wrong_codes')
    .executeTakeFirst()
  return row?.wrong_codes ?? 0
}

async function isRight(
  settings: Settings,
  user: UserRow,
  given: string,
  now: number,
): Promise<boolean> {
  const counts = user.wrong_codes < MOST_WRONG
  return (
    (counts && (await spendStep(settings, user, given, now))) || spendSpare(settings, user, given)
  )
}

/** Takes the code's step, unless somebody took it or a later one before. */
async function spendStep(
  settings: Settings,
  { id, totp, totp_step }: UserRow,
  code: string,
  now: number,
): Promise<boolean> {
  const secret = boxOf(settings).open(totp ?? '', totpPlace(id))
  const step = secret === undefined ? secret : stepOf(fromBase32(secret), code, now, totp_step)
  if (step === undefined) return false
  const taken = await settings
    .updateTable('user')
    .set({ totp_step: step })
    .where('id', '=', id)
    .where('totp_step', '<', step)
    .executeTakeFirst()
  return taken.numUpdatedRows > 0
}

async function spendSpare(
  settings: Settings,
  { id, recovery_codes }: UserRow,
  code: string,
): Promise<boolean> {
  const hashes = z.array(z.string()).parse(JSON.parse(recovery_codes))
  const rest = hashes.filter((hash) => hash !== hashSecret(code))
  if (rest.length === hashes.length) return false
  const taken = await settings
    .updateTable('user')
    .set({ recovery_codes: JSON.stringify(rest) })
    .where('id', '=', id)
    .where('recovery_codes', '=', recovery_codes)
    .executeTakeFirst()
  return taken.numUpdatedRows > 0
}

/** `k3v9q-x7a2m`, written without letters that are mistaken for digits. */
function newRecoveryCode(): string {
  const text = toBase32(randomBytes(SECRET_BYTES)).slice(0, RECOVERY_LETTERS).toLowerCase()
  return `${text.slice(0, RECOVERY_LETTERS / 2)}-${text.slice(RECOVERY_LETTERS / 2)}`
}

/** A code as it is compared: people type blanks, hyphens and capitals. */
function plain(code: string): string {
  return code.replace(/[\s-]/gu, '').toLowerCase()
}
