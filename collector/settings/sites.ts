import { domainToASCII } from 'node:url'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { unknownName } from '../nearest.ts'
import { found, Refusal } from '../refusal.ts'
import type { Settings, Tables } from './tables.ts'
import { requireFree, uniqueSite } from './umami-websites.ts'

/** A host name in lower case and punycode; undefined when it is none. */
export function hostname(text: string): string | undefined {
  // `domainToASCII` reads an address up to there.
  if (/[/?#\\]/u.test(text)) return undefined
  const ascii = domainToASCII(text.trim().replace(/\.$/u, '')).toLowerCase()
  const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?'
  const readable = ascii.length <= 253 && new RegExp(`^${label}(?:\\.${label})*$`, 'u').test(ascii)
  return readable ? ascii : undefined
}

function readHost(text: string, context: z.RefinementCtx<string>): string {
  const name = hostname(text)
  if (name !== undefined) return name
  context.addIssue({ code: 'custom', message: `"${text}" is not a host name, like example.com` })
  return z.NEVER
}

const Hostname = z.string().transform(readHost)

/** Not a union with `*`: its refusal would name neither the host nor what is wrong with it. */
const FurtherHost = z
  .string()
  .transform((text, context) => (text.trim() === '*' ? '*' : readHost(text, context)))

/** Names that Intl took: asking it costs a third of a millisecond, and every report reads its site. */
const timezones = new Set<string>()

function isTimezone(name: string): boolean {
  if (timezones.has(name)) return true
  // Intl takes offsets as well ("+02:00"); they know no daylight saving and are no place.
  if (!/^[A-Za-z]/u.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    timezones.add(name)
    return true
  } catch {
    return false // Intl throws on what is no zone
  }
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

export const Currency = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .refine((code) => currencies.has(code), {
    error: ({ input }) => unknownName('currency', String(input), currencies),
  })

/** No single amount is more: a million of them can still be summed exactly. */
export const MOST_MONEY = 1_000_000_000

const AUTO = ['pageview', 'engagement', 'outbound', 'download', 'form', 'notfound'] as const

const Script = z.object({
  auto: z.array(z.enum(AUTO)).default(['pageview', 'engagement', 'outbound', 'download']),
  hash: z.boolean().default(false),
  do_not_track: z.boolean().default(false),
  /** Further query parameters that are part of the page. */
  query: z.array(z.string().min(1).max(60)).max(50).default([]),
  clicks: z
    .array(z.object({ selector: z.string().min(1).max(300), event: z.string().min(1).max(120) }))
    .max(50)
    .default([]),
})

export const Timezone = z.string().refine(isTimezone, {
  error: ({ input }) => unknownName('time zone', String(input), Intl.supportedValuesOf('timeZone')),
})

const fields = {
  domain: Hostname,
  name: z.string().trim().min(1).max(120),
  timezone: Timezone,
  currency: Currency,
  visit_timeout_minutes: z.int().min(5).max(240),
  split_on_campaign: z.boolean(),
  week_start: z.enum(['monday', 'sunday', 'saturday']),
  identity: z.enum(['cookieless', 'stored']),
  hostnames: z.array(FurtherHost).max(100),
  retention_days: z.int().min(1).max(36_500).nullable(),
  script: Script,
  /** Largest amount, in the site's currency and without its sign, that an event of a browser may carry. */
  max_amount: z.number().positive().max(MOST_MONEY).nullable(),
  /** Whether browsers may change traits and account of a user who has them. */
  trust_traits: z.boolean(),
  /** Id of the goal that the site is about. */
  main_goal: z.string().max(120).nullable(),
  /** Share of units that no experiment has, for what all of them together bring. */
  holdout: z.number().min(0).max(0.5),
  /** By which tags and servers made for Umami know the site. */
  umami_website_id: z.guid().toLowerCase().nullable(),
}

/** A site as it is added: what is left out takes the default. */
export const SiteInput = z.object({
  domain: fields.domain,
  name: fields.name.optional(),
  timezone: fields.timezone.default('UTC'),
  currency: fields.currency.default('USD'),
  visit_timeout_minutes: fields.visit_timeout_minutes.default(30),
  split_on_campaign: fields.split_on_campaign.default(true),
  week_start: fields.week_start.default('monday'),
  identity: fields.identity.default('cookieless'),
  hostnames: fields.hostnames.default([]),
  retention_days: fields.retention_days.default(null),
  script: Script.prefault({}),
  max_amount: fields.max_amount.default(null),
  trust_traits: fields.trust_traits.default(false),
  main_goal: fields.main_goal.default(null),
  holdout: fields.holdout.default(0),
  umami_website_id: fields.umami_website_id.default(null),
})
export type SiteInput = z.infer<typeof SiteInput>

/** A change of a site: what is left out stays as it is. */
export const SiteChange = z.object(fields).partial()
export type SiteChange = z.infer<typeof SiteChange>

export const Site = z.object({
  id: z.string(),
  ...fields,
  domain: z.string(),
  currency: z.string(),
  hostnames: z.array(z.string()),
  /** Since when `holdout` is what it is; null while nobody is kept out. */
  holdout_since: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
})
export type Site = z.infer<typeof Site>

export function siteOf(row: Selectable<Tables['site']>): Site {
  return Site.parse({
    ...row,
    id: String(row.id),
    split_on_campaign: row.split_on_campaign === 1,
    trust_traits: row.trust_traits === 1,
    hostnames: JSON.parse(row.hostnames),
    script: JSON.parse(row.script),
    holdout_since: row.holdout_since === null ? null : new Date(row.holdout_since).toISOString(),
    created_at: new Date(row.created_at).toISOString(),
  })
}

/** The columns of what was given; JSON and flags as they are stored. */
function columns(
  site: z.infer<z.ZodObject<typeof fields>>,
): Omit<Selectable<Tables['site']>, 'id' | 'holdout_since' | 'created_at'> {
  return {
    ...site,
    split_on_campaign: site.split_on_campaign ? 1 : 0,
    trust_traits: site.trust_traits ? 1 : 0,
    hostnames: JSON.stringify(site.hostnames),
    script: JSON.stringify(site.script),
  }
}

export async function listSites(settings: Settings): Promise<Site[]> {
  const rows = await settings.selectFrom('site').selectAll().orderBy('domain').execute()
  return rows.map(siteOf)
}

export async function siteNamed(settings: Settings, domain: string): Promise<Site | undefined> {
  const row = await settings
    .selectFrom('site')
    .selectAll()
    .where('domain', '=', hostname(domain) ?? domain)
    .executeTakeFirst()
  return row && siteOf(row)
}

/** The site of that domain. Throws a 404 that names it. */
export async function siteByDomain(settings: Settings, domain: string): Promise<Site> {
  return found(await siteNamed(settings, domain), `site "${domain}"`)
}

export async function addSite(settings: Settings, input: SiteInput, now: number): Promise<Site> {
  // A site that is only added has no goals.
  if (input.main_goal) throw new Refusal(422, unknownName('goal', input.main_goal, []))
  await requireFree(settings, input.umami_website_id)
  const site = { ...input, name: input.name ?? input.domain }
  const row = await uniqueSite(site.domain, () =>
    settings
      .insertInto('site')
      .values({ ...columns(site), holdout_since: site.holdout > 0 ? now : null, created_at: now })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
  return siteOf(row)
}

export async function changeSite(
  settings: Settings,
  site: Site,
  change: SiteChange,
  now = Date.now(),
): Promise<Site> {
  const { id, created_at, holdout_since, ...before } = site
  if (change.main_goal && change.main_goal !== site.main_goal) {
    await requireGoal(settings, Number(id), change.main_goal)
  }
  await requireFree(settings, change.umami_website_id, Number(id))
  const given = Object.fromEntries(Object.entries(change).filter(([, v]) => v !== undefined))
  const changed = { ...before, ...given } as typeof before
  const after = { ...columns(changed), ...heldOut(site, changed.holdout, now) }
  const row = await uniqueSite(change.domain, () =>
    settings
      .updateTable('site')
      .set(after)
      .where('id', '=', Number(id))
      .returningAll()
      .executeTakeFirst(),
  )
  if (row === undefined) throw new Refusal(404, `site "${site.domain}" was removed meanwhile`)
  return siteOf(row)
}

/** Another share keeps other people out, so what they did before says nothing of it. */
function heldOut({ holdout: before }: Site, holdout: number, now: number) {
  if (holdout === before) return {}
  return { holdout_since: holdout > 0 ? now : null }
}

/** Throws a 422 for a goal that the site has not. */
async function requireGoal(settings: Settings, site: number, id: string): Promise<void> {
  const goals = await settings.selectFrom('goal').select('id').where('site', '=', site).execute()
  if (goals.some((goal) => goal.id === id)) return
  throw new Refusal(
    422,
    unknownName(
      'goal',
      id,
      goals.map((goal) => goal.id),
    ),
  )
}

/** Forgets the site and its settings; its events are the store's to remove. */
export async function removeSite(settings: Settings, site: Site): Promise<void> {
  await settings.deleteFrom('site').where('id', '=', Number(site.id)).execute()
}
