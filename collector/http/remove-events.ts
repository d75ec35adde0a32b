import { z } from 'zod'
import type { ThingEvent } from '../auth/audit.ts'
import { dateOf } from '../date-of.ts'
import { DAY } from '../durations.ts'
import { Refusal } from '../refusal.ts'
import { Deletable, type DeletionPreview, type ListAnswer } from '../reports/deletion.ts'
import { localPeriod } from '../reports/time/period.ts'
import { dayOf } from '../reports/time/zone.ts'
import { runOptions } from './api/reports.ts'
import type { AppContext } from './environment.ts'
import { noteChange } from './history.ts'

/** Of one deletion: what is listed of them lies in the file, and takes as long to bring back. */
const MOST_EVENTS = 2_000_000

/** What goes with a removal. */
export const counts = { events: z.int(), visits: z.int(), people: z.int() }

export const RemovalAsked = Deletable.extend({
  dry_run: z.boolean().default(false).openapi({ description: 'Only say what would be removed' }),
})
export type RemovalAsked = z.infer<typeof RemovalAsked>

export const RemovalAnswer = z.object({
  id: z.string().nullable().openapi({ description: 'Null when nothing was or would be removed' }),
  ...counts,
  until: z.iso.datetime(),
})
export type RemovalAnswer = z.infer<typeof RemovalAnswer>

/** The end of the next day, by the site's own calendar. */
function endOfTomorrow(c: AppContext): number {
  const { site, shared } = c.var
  const today = dayOf(site.timezone, shared.now())
  return localPeriod({ from: today, to: today + 2 }, site).span.to
}

async function preview(c: AppContext, { period, filters }: RemovalAsked): Promise<DeletionPreview> {
  const { reports } = c.var.shared
  const request = { period, filters }
  const { domain } = c.var.site
  return (await reports.run('events/deletion', domain, request, runOptions(c))) as DeletionPreview
}

/** What the filters choose now, a part at a time. */
async function* listOf(c: AppContext, request: object): AsyncIterable<ListAnswer['events']> {
  const { reports } = c.var.shared
  let after: string | null = null
  do {
    const asked = { ...request, after }
    const options = { ...runOptions(c), patient: true }
    const name = 'events/deletion/list'
    const part = (await reports.run(name, c.var.site.domain, asked, options)) as ListAnswer
    yield part.events
    after = part.next
  } while (after !== null)
}

/** How much it was and of when; not which, for the filters may name somebody who is erased one day. */
export async function noteRemoval(c: AppContext, what: ThingEvent, before: object): Promise<void> {
  await noteChange(c, { what, thing: 'events', before })
}

/** Removes the events that the filters choose, or says how many they are. Throws a 422 for too many. */
export async function removeEvents(c: AppContext, asked: RemovalAsked): Promise<RemovalAnswer> {
  const { from, to, ...sums } = await preview(c, asked)
  const until = endOfTomorrow(c)
  const answer = { ...sums, until: new Date(until).toISOString() }
  if (asked.dry_run || sums.events === 0) return { id: null, ...answer }
  if (sums.events > MOST_EVENTS) {
    throw new Refusal(422, `these are more than ${MOST_EVENTS} events; name a shorter period`)
  }
  const { intake, now } = c.var.shared
  const site = Number(c.var.site.id)
  const request = { period: { from, to }, filters: asked.filters }
  const fresh = { site, at: now(), until, request: JSON.stringify(request) }
  const id = await intake.deletion.begin(fresh)
  let events = 0
  for await (const part of listOf(c, request)) {
    await intake.deletion.list(id, part)
    events += part.length
  }
  await intake.deletion.start(id, { ...sums, events })
  await noteRemoval(c, 'removed', { ...sums, events, period: request.period })
  return { id: String(id), ...answer, events }
}

type Removed = Pick<RemovalAsked, 'period' | 'filters'>

/**
 * The same of any number: what is more than one deletion holds goes in several, each of a part of the period, and can be brought
 * back each by itself. Answers with the sums, and the id where it was one.
 */
export async function removeAll(
  c: AppContext,
  { period, filters }: Removed,
): Promise<RemovalAnswer> {
  const { from, to, events } = await preview(c, { period, filters, dry_run: true })
  const halves = events > MOST_EVENTS ? halvesOf(from, to) : undefined
  if (halves === undefined) return await removeEvents(c, { period, filters, dry_run: false })
  const [first, second] = halves
  const one = await removeAll(c, { period: first, filters })
  const other = await removeAll(c, { period: second, filters })
  const sum = (name: keyof typeof counts) => one[name] + other[name]
  return {
    id: null,
    events: sum('events'),
    visits: sum('visits'),
    people: sum('people'),
    until: other.until,
  }
}

function halvesOf(from: string, to: string) {
  const [start, end] = [from, to].map((date) => Date.parse(`${date}T00:00:00Z`) / DAY)
  if (start === undefined || end === undefined || start === end) return undefined
  const middle = Math.floor((start + end) / 2)
  return [
    { from, to: dateOf(middle) },
    { from: dateOf(middle + 1), to },
  ] as const
}
