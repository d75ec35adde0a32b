import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { DAY } from '../../durations.ts'
import { Refusal } from '../../refusal.ts'
import { dateOf, dayNumber } from '../../reports/time/calendar.ts'
import { LocalDate } from '../../reports/time/period.ts'
import { LocalClock } from '../../reports/time/zone.ts'
import { byDay, clicksBetween } from '../../settings/link-clicks.ts'
import type { AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { json, PROBLEMS, SitePath } from '../schemas.ts'

/** A year and what a comparison of weekdays adds. */
const MOST_DAYS = 400

const Which = z.object({ from: LocalDate, to: LocalDate })

const DayOfLink = z.object({
  slug: z.string(),
  day: z.iso.date(),
  /** Of browsers. */
  clicks: z.int(),
  /** Of robots. */
  bots: z.int(),
})

/** Throws a 422 for days that end before they begin, or are too many. */
function daysOf({ from, to }: z.infer<typeof Which>): { first: number; last: number } {
  const days = { first: dayNumber(from), last: dayNumber(to) }
  if (days.last < days.first) {
    throw new Refusal(422, `the period ends (${to}) before it begins (${from})`)
  }
  if (days.last - days.first >= MOST_DAYS) {
    throw new Refusal(422, `clicks are told of at most ${MOST_DAYS} days at once`)
  }
  return days
}

export const linkClicks = new OpenAPIHono<AppEnv>().openapi(
  createRoute({
    method: 'get',
    path: '/',
    tags: ['Links'],
    summary: "Clicks by link and the site's day, of days that have any",
    middleware: [needs('read')] as const,
    request: { params: SitePath, query: Which },
    responses: { 200: json(z.object({ rows: z.array(DayOfLink) }), 'Clicks'), ...PROBLEMS },
  }),
  async (c) => {
    const { first, last } = daysOf(c.req.valid('query'))
    const { id, timezone } = c.var.site
    const clock = new LocalClock(timezone, first * DAY, last * DAY)
    const stretch = { from: clock.startOfDay(first), until: clock.startOfDay(last + 1) }
    const clicked = await clicksBetween(c.var.shared.settings, Number(id), stretch)
    const rows = byDay(clicked, (at) => dateOf(Math.floor(clock.local(at) / DAY)))
    return c.json({ rows }, 200)
  },
)
