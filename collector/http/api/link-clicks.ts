import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { SLUG } from '../../acquisition/link-parameter.ts'
import { dateOf } from '../../date-of.ts'
import { DAY } from '../../durations.ts'
import { Refusal } from '../../refusal.ts'
import { dayNumber } from '../../reports/time/calendar.ts'
import { LocalDate } from '../../reports/time/period.ts'
import { LocalClock } from '../../reports/time/zone.ts'
import { clicksByDay, type DayEdge } from '../../settings/link-clicks.ts'
import type { AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { json, PROBLEMS, SitePath } from '../schemas.ts'

/** A year and what a comparison of weekdays adds. */
const MOST_DAYS = 400

/** As many as a page shows with their courses. */
const MOST_LINKS = 100

const Slugs = z
  .string()
  .max(MOST_LINKS * 65)
  .transform((text) => text.split(','))
  .pipe(z.array(z.string().regex(SLUG, 'no slug')).max(MOST_LINKS))

const Which = z.object({
  from: LocalDate,
  to: LocalDate,
  /** Of these links alone: `spring,summer`. */
  slug: Slugs.optional(),
  /** The `next` of the answer before. */
  cursor: z.string().regex(SLUG).optional(),
})

const DayOfLink = z.object({
  slug: z.string(),
  day: z.iso.date(),
  /** Of browsers. */
  clicks: z.int(),
  /** Of robots. */
  bots: z.int(),
})

const Answered = z.object({
  rows: z.array(DayOfLink),
  /** The cursor of the links that follow; null at the end. */
  next: z.string().nullable(),
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

/** Where each begins and ends at the site. */
function edgesOf({ first, last }: { first: number; last: number }, timezone: string): DayEdge[] {
  const clock = new LocalClock(timezone, first * DAY, last * DAY)
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    day: dateOf(first + i),
    from: clock.startOfDay(first + i),
    until: clock.startOfDay(first + i + 1),
  }))
}

export const linkClicks = new OpenAPIHono<AppEnv>().openapi(
  createRoute({
    method: 'get',
    path: '/',
    tags: ['Links'],
    summary: "Clicks by link and the site's day, of days that have any",
    middleware: [needs('read')] as const,
    request: { params: SitePath, query: Which },
    responses: { 200: json(Answered, 'Clicks'), ...PROBLEMS },
  }),
  async (c) => {
    const asked = c.req.valid('query')
    const { id, timezone } = c.var.site
    const days = edgesOf(daysOf(asked), timezone)
    const { slug: slugs, cursor: after } = asked
    return c.json(await clicksByDay(c.var.shared.settings, Number(id), { days, slugs, after }), 200)
  },
)
