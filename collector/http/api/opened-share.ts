import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { matchesPassword } from '../../auth/password.ts'
import { reportsOf, SharedReportList } from '../../auth/shared-reports.ts'
import { isOver, issuePass, type ShareRow, shareByKey, shareByPass } from '../../auth/shares.ts'
import { found, Refusal } from '../../refusal.ts'
import { Annotation, listAnnotations } from '../../settings/annotations.ts'
import { EventNames, eventNamesOf } from '../../settings/event-names.ts'
import { listGoals } from '../../settings/goals.ts'
import { segmentById } from '../../settings/segments.ts'
import { listSites, Site } from '../../settings/sites.ts'
import type { Settings } from '../../settings/tables.ts'
import { attempt } from '../attempts.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { body, json, PROBLEMS } from '../schemas.ts'

const Opening = z.object({
  key: z.string().max(100).openapi({ description: 'What follows `/share/` in the link' }),
  password: z.string().max(1_000).optional(),
  token: z.string().max(200).optional().openapi({
    description: 'From an earlier opening, instead of the password',
  }),
})
type Opening = z.infer<typeof Opening>

/** Who reads it gets no id of it. */
const Note = Annotation.pick({ day: true, to: true, text: true, color: true })

/** All that a guest is told beside the reports. */
export const OpenedShare = z.object({
  token: z.string().openapi({ description: 'For `Authorization: Bearer`' }),
  expires_at: z.iso.datetime(),
  site: Site.pick({ domain: true, name: true, timezone: true, currency: true, week_start: true }),
  /** Name of the segment that is shown; null: all visits. */
  segment: z.string().nullable(),
  /** Those that it shows beside the counts of visits. */
  reports: SharedReportList,
  /** Names of the site's goals. */
  goals: z.array(z.string()),
  /** Name of the one that the site is about; null: all together. */
  main_goal: z.string().nullable(),
  /** What its events are called. */
  event_names: EventNames.shape.names,
  /** What somebody wrote on days of the charts, where the link shows that. */
  notes: z.array(Note),
})
export type OpenedShare = z.infer<typeof OpenedShare>

/** Throws a 404 or a 410. Whoever has a key of 256 random bits may know that it once opened something. */
async function shareOf(c: AppContext, key: string): Promise<ShareRow> {
  const { settings, now } = c.var.shared
  const share = found(await shareByKey(settings, key), 'such shared link')
  if (isOver(share, now())) throw new Refusal(410, 'this shared link has ended')
  return share
}

/** Throws a 401 without the password, and a 429 when it was tried too often. */
async function requirePassword(
  c: AppContext,
  share: ShareRow,
  { password, token = '' }: Opening,
): Promise<void> {
  if (share.password === null) return
  const { settings, now } = c.var.shared
  if (password === undefined) {
    const passed = await shareByPass(settings, token, now())
    if (passed?.id === share.id) return
    throw new Refusal(401, 'this shared link asks for a password')
  }
  const one = attempt(c, `shared link ${share.id}`)
  const right = await matchesPassword(password, share.password)
  if (!right) throw new Refusal(401, 'the password does not match')
  one.wasRight()
}

async function describe(settings: Settings, share: ShareRow, now: number): Promise<OpenedShare> {
  const sites = await listSites(settings)
  const site = sites.find(({ id }) => Number(id) === share.site)
  const { pass, expires_at } = issuePass(settings, share, now)
  const goals = await listGoals(settings, share.site)
  const { names } = await eventNamesOf(settings, share.site)
  const segment =
    share.segment === null ? null : await segmentById(settings, share.site, share.segment)
  const reports = reportsOf(share)
  const notes = reports.includes('notes') ? await listAnnotations(settings, share.site) : []
  return OpenedShare.parse({
    token: pass,
    expires_at: new Date(expires_at).toISOString(),
    site,
    segment: segment?.name ?? null,
    reports,
    goals: goals.map(({ name }) => name),
    main_goal: goals.find(({ id }) => id === site?.main_goal)?.name ?? null,
    event_names: names,
    notes: notes.filter(({ experiment }) => experiment === null),
  })
}

export const openedShare = new OpenAPIHono<AppEnv>().openapi(
  createRoute({
    method: 'post',
    path: '/share',
    tags: ['Shared links'],
    summary: 'Open a shared link: what it shows, and a token to ask for its reports',
    request: { body: body(Opening) },
    responses: { 200: json(OpenedShare, 'The link is open'), ...PROBLEMS },
  }),
  async (c) => {
    const { settings, now } = c.var.shared
    const opening = c.req.valid('json')
    const share = await shareOf(c, opening.key)
    await requirePassword(c, share, opening)
    return c.json(await describe(settings, share, now()), 200)
  },
)
