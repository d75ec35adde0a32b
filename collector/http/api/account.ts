import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { AccountEvent } from '../../auth/audit.ts'
import { acceptRole } from '../../auth/invitations.ts'
import { matchesPassword } from '../../auth/password.ts'
import {
  NO_FACTOR,
  offerSecret,
  proven,
  SecondFactor,
  sealed,
  unproven,
} from '../../auth/second-factor.ts'
import { voidLinks } from '../../auth/sign-in-links.ts'
import {
  changeUser,
  Email,
  Password,
  refuseCommon,
  type UserChange,
  type UserRow,
  userById,
} from '../../auth/users.ts'
import { found, Refusal } from '../../refusal.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteAccount, noteChange } from '../history.ts'
import { personHere, signedIn } from '../needs.ts'
import { body, json, PROBLEMS } from '../schemas.ts'
import { rememberDevice } from '../session-cookie.ts'
import { attemptAt, describe, personOf, Session } from './session.ts'

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
async function requireProof(c: AppContext, row: UserRow, asked: AccountChange): Promise<void> {
  const { settings, now } = c.var.shared
  const { id, password } = row
  if (password === null) return
  const one = await attemptAt(c, id, id)
  if (!(await matchesPassword(asked.current_password ?? '', password))) {
    await noteAccount(c, { what: 'sign_in_refused', user: id, own: false })
    throw refused('current_password', 'the current password does not match')
  }
  const reason =
    asked.second_factor === undefined ? undefined : await unproven(settings, row, asked.code, now())
  if (reason !== undefined) {
    if (asked.code !== undefined) await noteAccount(c, { what: 'wrong_code', user: id, own: false })
    throw refused('code', reason)
  }
  one.wasRight()
}

/** What nobody may ask who has no password yet: a link says who is meant, and opens the way to a password only. */
function refuseWithoutPassword(row: UserRow, { email, password }: AccountChange): void {
  if (row.password !== null) return
  if (password === undefined) throw new Refusal(422, 'choose a password first')
  if (email !== undefined && row.email !== null && email !== row.email) {
    throw refused('email', 'this link is for another e-mail address')
  }
}

/** Throws a 422 for a password made of the person's or their sites' names. */
async function refuseOwnNames(c: AppContext, row: UserRow, asked: AccountChange): Promise<void> {
  if (asked.password === undefined) return
  const { sites } = await describe(c, personOf(c))
  const names = sites.flatMap(({ domain, name }) => [domain, name])
  refuseCommon(asked.password, [row.email, asked.email ?? null, ...names])
}

/** Takes the role that the link was made for. */
async function acceptInvited(c: AppContext, user: string, site: number): Promise<void> {
  const { settings, now } = c.var.shared
  await acceptRole(settings, user, site, now())
  const email = (await userById(settings, user))?.email
  await noteChange(c, { what: 'accepted', thing: 'member', site, after: { email } })
}

/** Stores it, and writes down each part of it. The first password also takes the role that its link was made for. */
async function store(c: AppContext, row: UserRow, change: UserChange): Promise<void> {
  const { settings } = c.var.shared
  const { session, invited } = personOf(c)
  await changeUser(settings, row.id, change, session)
  if (change.password !== undefined) {
    await voidLinks(settings, row.id, invited)
    if (invited !== null) await acceptInvited(c, row.id, invited)
    rememberDevice(c, row.id)
  }
  for (const what of eventsOf(row, change)) await noteAccount(c, { what, user: row.id, own: true })
}

function eventsOf(row: UserRow, { email, password, factor }: UserChange): AccountEvent[] {
  return [
    ...(email !== undefined && email !== row.email ? (['email_changed'] as const) : []),
    ...(password !== undefined ? (['password_changed'] as const) : []),
    ...(factor ? ([factor.totp === null ? 'second_factor_off' : 'second_factor_on'] as const) : []),
  ]
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
      const row = found(await userById(settings, person.user.id), 'such user any more')
      refuseWithoutPassword(row, asked)
      await refuseOwnNames(c, row, asked)
      // The new secret first: a code that is spent on a change should not be lost with it.
      const { factor, recovery_codes } = factorOf(asked, now())
      await requireProof(c, row, asked)
      await store(c, row, {
        ...(asked.email !== undefined && asked.email !== row.email && { email: asked.email }),
        ...(asked.password !== undefined && { password: asked.password }),
        ...(factor && { factor: sealed(settings, row.id, factor) }),
      })
      const there = found(await personHere(c), 'such session any more')
      const session = await describe(c, there)
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
