import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { matchesPassword } from '../../auth/password.ts'
import { NO_FACTOR, offerSecret, proven, SecondFactor } from '../../auth/second-factor.ts'
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
})
type AccountChange = z.infer<typeof AccountChange>

const Account = Session.extend({
  recovery_codes: z
    .array(z.string())
    .optional()
    .openapi({ description: 'Each signs in once instead of a code; shown here and never again' }),
})

const Offer = z.object({ secret: z.string(), uri: z.string() })

/** Throws a 403 unless whoever sits there knows the password, if one is set. */
async function requirePassword(c: AppContext, user: string, given: string): Promise<void> {
  const row = await userById(c.var.shared.settings, user)
  if (row?.password == null) return
  throttle(c, user)
  if (await matchesPassword(given, row.password)) return
  const message = 'the current password does not match'
  throw new Refusal(403, message, [{ path: 'current_password', message }])
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
      const { email, password, current_password = '' } = asked
      await requirePassword(c, person.user.id, current_password)
      const { factor, recovery_codes } = factorOf(asked, now())
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
