import { z } from 'zod'
import { windowMs } from '../../settings/funnel-definition.ts'
import type { History, MarkedMoment } from '../../store/port.ts'
import { EVENT_NAME, EVENT_PAGE } from '../question/event-keys.ts'
import { IS_PAGEVIEW, IS_SEEN } from '../question/own-events.ts'
import { heldIn } from '../question/question.ts'
import type { AskedFunnel } from './asked.ts'
import type { Found } from './state.ts'

export const NextRow = z.object({
  /** Path of a page or name of an event; null: nothing. */
  event_or_page: z.string().nullable(),
  kind: z.enum(['event', 'page']).nullable(),
  people: z.int(),
})
export type NextRow = z.infer<typeof NextRow>

/** The first bit says that it is a pageview. */
const MARKS = [IS_PAGEVIEW, IS_SEEN]
const NOTHING = JSON.stringify([null, null])

/**
 * What people did next after the last event that counted, each person once for each thing: the first page or event of a
 * later instant, until the last window is over.
 */
export async function nextOf(
  asked: AskedFunnel,
  { units }: Found,
  most: number,
): Promise<NextRow[]> {
  if (units.size === 0) return []
  const doers = new Map<string, Set<number>>()
  const note = (what: string, person: number) => {
    const known = doers.get(what)
    if (known) known.add(person)
    else doers.set(what, new Set([person]))
  }
  const idle = new Set(units.keys())
  for await (const history of seen(asked, units)) {
    const unit = units.get(history.who)
    if (!unit) continue
    for (const end of unit.ends) note(whatAfter(history, end), unit.person)
    idle.delete(history.who)
  }
  for (const who of idle) note(NOTHING, units.get(who)?.person ?? 0)
  return [...doers]
    .map(([what, people]) => rowOf(what, people.size))
    .sort(inOrder)
    .slice(0, most)
}

function seen(
  { question, definition }: AskedFunnel,
  units: Found['units'],
): AsyncIterable<History> {
  const { reader, site, period } = question
  let from = period.span.to
  for (const { ends } of units.values()) for (const end of ends) from = Math.min(from, end)
  return reader.histories({
    site,
    of: definition.by === 'visit' ? 'visit' : 'person',
    from: heldIn(
      question,
      reader.dialect.eventsWithin(site, {
        from,
        to: period.span.to + windowMs(definition.window),
      }),
    ),
    marks: MARKS,
    beside: [EVENT_NAME, EVENT_PAGE],
  })
}

/** Of a person who attempts it a hundred thousand times it is asked as often: it halves what is left, instead of counting on. */
function whatAfter({ moments }: History, end: number): string {
  let [low, high] = [0, moments.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((moments[middle]?.at ?? 0) <= end) low = middle + 1
    else high = middle
  }
  const next = moments[low]
  return next === undefined ? NOTHING : JSON.stringify(whatIs(next))
}

function whatIs({ marks, beside: [name, page] }: MarkedMoment): [NextRow['kind'], unknown] {
  return (marks & 1) === 1 ? ['page', page] : ['event', name]
}

function rowOf(what: string, people: number): NextRow {
  const [kind, event_or_page] = JSON.parse(what)
  return { event_or_page, kind, people }
}

/** The most people first, then by name; nothing last. */
function inOrder(a: NextRow, b: NextRow): number {
  const names = (a.event_or_page ?? '\u{10ffff}') < (b.event_or_page ?? '\u{10ffff}') ? -1 : 1
  return b.people - a.people || names
}
