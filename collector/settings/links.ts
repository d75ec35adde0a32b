import type { Selectable } from 'kysely'
import { customAlphabet } from 'nanoid'
import { z } from 'zod'
import { SLUG } from '../acquisition/link-parameter.ts'
import { newId } from '../new-id.ts'
import { found, unique } from '../refusal.ts'
import type { Settings, Tables } from './tables.ts'

/** Without letters and digits that are mistaken for one another on paper. */
const newSlug = customAlphabet('23456789abcdefghjkmnpqrstuvwxyz', 7)

/** Words that would read as a page of the server itself. */
const RESERVED: ReadonlySet<string> = new Set(['api', 'health', 'new', 'ready', 'sign-in', 'sites'])

const Slug = z
  .string()
  .regex(SLUG, 'a slug has 1 to 64 letters, digits, - or _')
  .refine((slug) => !RESERVED.has(slug.toLowerCase()), 'this slug is reserved')

/** An address that a browser may be sent to: http or https, and no name before the host. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/u.test(protocol) && username === '' && password === ''
}

const Address = z
  .string()
  .trim()
  .max(2_000)
  .refine(isWebAddress, 'not a web address, like https://example.com/page')
  .transform((text) => new URL(text).href)

const Tag = z.string().trim().min(1).max(200)

const fields = {
  url: Address,
  source: Tag,
  medium: Tag,
  campaign: Tag,
  content: Tag.optional(),
  term: Tag.optional(),
  /** Who looks after it. */
  owner: z.string().trim().max(120).optional(),
  note: z.string().trim().max(2_000).optional(),
  /** Put away: it redirects as ever, and is no longer in the list that is looked at. */
  archived: z.boolean().default(false),
}

/** None is as good as an empty one: then a slug is made. */
const OptionalSlug = z.preprocess((slug) => (slug === '' ? undefined : slug), Slug.optional())

/** A link to hand out. Without a slug one is made; a change without one keeps it. */
export const LinkInput = z.object({ slug: OptionalSlug, ...fields })
export type LinkInput = z.infer<typeof LinkInput>

export const Link = z.object({
  id: z.string(),
  /** `/l/<slug>` redirects to the tagged address. */
  slug: z.string(),
  ...fields,
  url: z.string(),
  /** Requests of browsers for `/l/<slug>`: no robots, no look-ahead. */
  clicks: z.int(),
  /** The same of robots. */
  bots: z.int(),
  last_click_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
})
export type Link = z.infer<typeof Link>

function instant(at: number): string {
  return new Date(at).toISOString()
}

function linkOf(row: Selectable<Tables['link']>): Link {
  const { site: _, content, term, owner, note, archived, last_click_at, created_at, ...rest } = row
  const optional = Object.entries({ content, term, owner, note })
  return {
    ...rest,
    ...Object.fromEntries(optional.filter(([, value]) => value !== null)),
    archived: archived === 1,
    last_click_at: last_click_at === null ? null : instant(last_click_at),
    created_at: instant(created_at),
  }
}

function columns({ slug: _, content, term, owner, note, archived, ...rest }: LinkInput) {
  return {
    ...rest,
    content: content ?? null,
    term: term ?? null,
    owner: owner || null,
    note: note || null,
    archived: Number(archived),
  }
}

export async function listLinks(settings: Settings, site: number): Promise<Link[]> {
  const rows = await settings
    .selectFrom('link')
    .selectAll()
    .where('site', '=', site)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(linkOf)
}

export async function linkById(settings: Settings, site: number, id: string): Promise<Link> {
  const row = await settings
    .selectFrom('link')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  return linkOf(found(row, `link "${id}"`))
}

export async function addLink(
  settings: Settings,
  site: number,
  input: LinkInput,
  now: number,
): Promise<Link> {
  const slug = input.slug ?? newSlug()
  const row = { id: newId(), site, slug, ...columns(input), created_at: now }
  const stored = await unique(taken(slug), () =>
    settings.insertInto('link').values(row).returningAll().executeTakeFirstOrThrow(),
  )
  return linkOf(stored)
}

export async function replaceLink(
  settings: Settings,
  site: number,
  id: string,
  input: LinkInput,
): Promise<Link> {
  const { slug } = input
  const row = await unique(taken(slug ?? ''), () =>
    settings
      .updateTable('link')
      .set({ ...columns(input), ...(slug === undefined ? {} : { slug }) })
      .where('site', '=', site)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  )
  return linkOf(found(row, `link "${id}"`))
}

function taken(slug: string): string {
  return `the slug "${slug}" is taken; slugs are the same for all sites of this server`
}

export async function removeLink(settings: Settings, site: number, id: string): Promise<void> {
  const done = await settings
    .deleteFrom('link')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `link "${id}"`)
}
