import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { matchesPassword } from '../../auth/password.ts'
import { NO_FACTOR, offerSecret, proven, SecondFactor, unproven } from '../../auth/second-factor.ts'
import { changeUser, Email, Password, userById, userOf } from '../../auth/users.ts'
import { found, Refusal } from '../../config/refusal.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { signedIn } from '../needs.ts'
import { body, json, PROBLEMS } from '../schemas.ts'
import { describe, personOf, Session, throttle } from './session.ts'

const tags = ['Session']

const AccountChange = z.object({
  email: Email.optional(),
  password: Password.optional(),
  second_factor: SecondFactor.nullable().optional().openapi({
    description: 'A secret that was offered, with its present code; null: the password is enough',
  }),
  current_password: z.string().optional().openapi({ description: 'Needed once one is set' }),
  code: z.string().max(20).optional().openapi({
    description: 'Of the authenticator in force, or a recovery code: a change of it needs one',
  }),
})
type AccountChange = z.infer<typeof AccountChange>

const Account = Session.extend({
  recovery_codes: z
    .array(z.string())
    .optional()
    .openapi({ description: 'Each signs in once instead of a code; shown here and never again' }),
})

const Offer = z.object({ secret: z.string(), uri: z.string() })

function refused(path: keyof AccountChange, message: string): Refusal {
  return new Refusal(403, message, [{ path, message }])
}

/**
 * Throws a 403 unless whoever sits there knows the password, if one is set, and holds the authenticator that is
 * about to be changed.
 */
async function requireProof(c: AppContext, user: string, asked: AccountChange): Promise<void> {
  const { settings, now } = c.var.shared
  const row = found(await userById(settings, user), 'such user any more')
  const { password, totp } = row
  if (password === null && totp === null) return
  throttle(c, user)
  if (password !== null && !(await matchesPassword(asked.current_password ?? '', password)))
    throw refused('current_password', 'the current password does not match')
  if (asked.second_factor === undefined) return
  const reason = await unproven(settings, row, asked.code, now())
  if (reason !== undefined) throw refused('code', reason)
}

/** What of the second factor is to be stored, and the recovery codes of a new one. */
function factorOf({ second_factor }: AccountChange, now: number) {
  if (second_factor === undefined) return {}
  if (second_factor === null) return { factor: NO_FACTOR }
  const { columns, recovery_codes } = proven(second_factor, now)
  return { factor: columns, recovery_codes }
}

export const account = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'put',
      path: '/',
      tags,
      summary: 'Change how you sign in; other sessions end',
      middleware: [signedIn] as const,
      request: { body: body(AccountChange) },
      responses: { 200: json(Account, 'Who you are'), ...PROBLEMS },
    }),
    async (c) => {
      const { settings, now } = c.var.shared
      const person = personOf(c)
      const asked = c.req.valid('json')
      const { email, password } = asked
      // The new secret first: a code that is spent on a change should not be lost with it.
      const { factor, recovery_codes } = factorOf(asked, now())
      await requireProof(c, person.user.id, asked)
      const change = {
        ...(email && { email }),
        ...(password && { password }),
        ...(factor && { factor }),
      }
      await changeUser(settings, person.user.id, change, person.session)
      const user = found(await userById(settings, person.user.id), 'such user any more')
      const session = await describe(c, { ...person, user: userOf(user) })
      return c.json({ ...session, ...(recovery_codes && { recovery_codes }) }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/second-factor',
      tags,
      summary: 'Offer a secret for an authenticator; `PUT /api/account` takes it with a code',
      middleware: [signedIn] as const,
      responses: { 200: json(Offer, 'The secret, and the address to show as a QR code') },
    }),
    (c) => {
      const { email, id } = personOf(c).user
      return c.json(offerSecret(email ?? id), 200)
    },
  )
