import type { Selectable } from 'kysely'
import { z } from 'zod'
import { Email } from '../auth/users.ts'
import { dateOf } from '../date-of.ts'
import { isMailAddress } from '../mail-address.ts'
import { newId } from '../new-id.ts'
import { found, Refusal } from '../refusal.ts'
import { siteOf, Timezone } from '../settings/sites.ts'
import type { Settings, Tables } from '../settings/tables.ts'
import { nextDue, PERS, rangeOf } from './schedule.ts'
import { LANGUAGES } from './texts/languages.ts'
import { unsubscribedOf } from './unsubscribed.ts'

/** A site's; more would tell nobody more. */
const MOST_DIGESTS = 50
/** A list of all customers is no list of readers. */
const MOST_RECEIVERS = 50

const Receiver = Email.refine(isMailAddress, 'not an e-mail address')

const fields = {
  to: z
    .array(Receiver)
    .min(1)
    .max(MOST_RECEIVERS)
    .transform((all) => [...new Set(all)]),
  per: z.enum(PERS),
  at: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'a time of day, like 08:00')
    .default('08:00'),
  /** 1 Monday … 7 Sunday, of a weekly one; null: the first day on which the site's week is over. */
  weekday: z.int().min(1).max(7).nullable().default(null),
  /** The readers', by which `at` and `weekday` go. */
  timezone: Timezone,
  language: z.enum(LANGUAGES).default('en'),
}

/** A mail that tells a site's numbers: to whom, how often, when. */
export const DigestInput = z
  .object(fields)
  .refine(({ per, weekday }) => per === 'week' || weekday === null, {
    path: ['weekday'],
    message: 'only a weekly digest has a weekday',
  })
export type DigestInput = z.infer<typeof DigestInput>

export const Digest = z.object({
  id: z.string(),
  to: z.array(z.string()),
  per: fields.per,
  at: z.string(),
  weekday: z.int().nullable(),
  timezone: z.string(),
  language: z.enum(LANGUAGES),
  /** Those of `to` who want none of the site so often; only they can change that. */
  unsubscribed: z.array(z.string()),
  /** What is told next: the first and the last day, and when. */
  next: z.object({ at: z.iso.datetime(), from: z.iso.date(), to: z.iso.date() }),
})
export type Digest = z.infer<typeof Digest>

type Row = Selectable<Tables['digest']>

/** As it is stored. */
export function scheduleOf({ per, at, weekday, timezone }: Row) {
  return { per: fields.per.parse(per), at, weekday, timezone }
}

function columns({ to, ...schedule }: DigestInput) {
  return { ...schedule, recipients: JSON.stringify(to) }
}

export function receiversOf({ recipients }: Pick<Row, 'recipients'>): string[] {
  return z.array(z.string()).parse(JSON.parse(recipients))
}

/** The digests of a site, the oldest first. `now`: epoch ms. */
export async function listDigests(
  settings: Settings,
  site: number,
  now = Date.now(),
): Promise<Digest[]> {
  const stored = await settings
    .selectFrom('digest')
    .selectAll()
    .where('site', '=', site)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  if (stored.length === 0) return []
  const calendar = await settings
    .selectFrom('site')
    .selectAll()
    .where('id', '=', site)
    .executeTakeFirstOrThrow()
  const unsubscribed = await unsubscribedOf(settings, site)
  return stored.map((row) => {
    const to = receiversOf(row)
    const schedule = scheduleOf(row)
    const { at, interval } = nextDue(schedule, siteOf(calendar), now)
    const gone = unsubscribed[schedule.per]
    return Digest.parse({
      ...row,
      to,
      unsubscribed: to.filter((email) => gone.has(email)),
      next: { at: new Date(at).toISOString(), ...rangeOf(interval) },
    })
  })
}

export async function digestById(settings: Settings, site: number, id: string): Promise<Digest> {
  const digests = await listDigests(settings, site)
  return found(
    digests.find((digest) => digest.id === id),
    `digest "${id}"`,
  )
}

export async function addDigest(
  settings: Settings,
  site: number,
  input: DigestInput,
  now: number,
): Promise<Digest> {
  const { count } = await settings
    .selectFrom('digest')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('site', '=', site)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_DIGESTS) {
    throw new Refusal(422, `a site has at most ${MOST_DIGESTS} digests`)
  }
  const id = newId()
  const row = { id, site, ...columns(input), told_until: null, created_at: now }
  await settings.insertInto('digest').values(row).execute()
  return await digestById(settings, site, id)
}

export async function replaceDigest(
  settings: Settings,
  site: number,
  id: string,
  input: DigestInput,
): Promise<Digest> {
  await settings
    .updateTable('digest')
    .set(columns(input))
    .where('site', '=', site)
    .where('id', '=', id)
    .execute()
  return await digestById(settings, site, id)
}

export async function removeDigest(settings: Settings, site: number, id: string): Promise<void> {
  const done = await settings
    .deleteFrom('digest')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `digest "${id}"`)
}

/** Notes that it has told of the days before that one (a day number), unless somebody was further. */
export async function noteTold(settings: Settings, id: string, until: number): Promise<void> {
  const day = dateOf(until)
  await settings
    .updateTable('digest')
    .set({ told_until: day })
    .where('id', '=', id)
    .where((is) => is.or([is('told_until', 'is', null), is('told_until', '<', day)]))
    .execute()
}
