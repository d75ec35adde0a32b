import { sql } from 'kysely'
import { DAY } from '../../durations.ts'
import { OWN_EVENTS } from '../../own-events.ts'
import { PERSON_KIND } from '../../person-kind.ts'
import type { HealthSettings, Sign, Weights } from '../../settings/health.ts'
import type { ReportContext } from '../question/context.ts'
import { knownMatchers } from '../question/matcher.ts'
import { IS_DEED } from '../question/own-events.ts'
import { type Question, spanOf } from '../question/question.ts'
import type { Period } from '../time/period.ts'
import { dayOf, LocalClock } from '../time/zone.ts'
import { knownAccounts } from './known.ts'

/** The moment that scores are told of. */
export interface Moment {
  /** Epoch ms. */
  at: number
  /** The day of it, or the one that ends with it. */
  day: number
}

/** Now, unless the days that are asked about end before today: then the end of the last of them. */
export function momentOf(
  { site, now }: Pick<ReportContext, 'site' | 'now'>,
  period: Period,
): Moment {
  const today = dayOf(site.timezone, now)
  const day = lastDayOf(period, today)
  if (day >= today) return { at: now, day: today }
  const clock = new LocalClock(site.timezone, day * DAY, (day + 1) * DAY)
  return { at: clock.startOfDay(day + 1), day }
}

/** Periods that are named by today are told of as of now, though most of them end with yesterday. */
function lastDayOf(period: Period, today: number): number {
  if (typeof period !== 'string') return Date.parse(`${period.to}T00:00:00Z`) / DAY
  return period === 'yesterday' ? today - 1 : today
}

/** What accounts are scored by. */
export interface Scoring {
  weights: Weights
  keys: Sign[]
  signals: Sign[]
  warnings: string[]
}

/** Named by the request; else the site's own, which may name a goal that is gone since; else those that most sites would name. */
export async function scoringOf(
  context: ReportContext,
  question: Question,
  request: { [Field in keyof HealthSettings]?: HealthSettings[Field] | null | undefined },
): Promise<Scoring> {
  const own = await context.settings.health()
  const { keys, all = keys } = await keysOf(question, request.key_events ?? own.key_events)
  const signals = request.signals ?? own.signals ?? USUAL_SIGNALS
  const named = [...(request.key_events ?? []), ...(request.signals ?? [])]
  await knownMatchers(context, question, named)
  const isKnown = (sign: Sign) => goalExists(sign, question)
  const gone = [...keys, ...signals].filter((sign) => !isKnown(sign)).map(labelOf)
  return {
    weights: request.weights ?? own.weights,
    keys: keys.filter(isKnown),
    signals: signals.filter(isKnown),
    warnings: [
      ...(all.length > keys.length
        ? [
            `${all.length - keys.length} of the ${all.length} goals are no key events; name those that are`,
          ]
        : []),
      ...gone.map((goal) => `there is no goal "${goal}" any more; it scores nothing`),
    ],
  }
}

/** Pages of whoever thinks of buying. */
const USUAL_SIGNALS: Sign[] = ['pricing', 'upgrade', 'billing', 'checkout'].map((word) => ({
  page: `*${word}*`,
}))

/** As many as a score has room for. */
const MOST_GOALS = 14

async function keysOf(
  question: Question,
  named: Sign[] | null,
): Promise<{ keys: Sign[]; all?: Sign[] }> {
  if (named) return { keys: named }
  const all = question.goals.map(({ id }): Sign => ({ goal: id }))
  if (all.length > 0) return { keys: all.slice(0, MOST_GOALS), all }
  return { keys: await commonestEvents(question) }
}

/** As many as say something, where nobody has said which. */
const COMMONEST = 5

/** The site's own events that most accounts have in the question's days, of equals by name. */
async function commonestEvents(question: Question): Promise<Sign[]> {
  const { reader, site } = question
  const { accountOf } = await knownAccounts(question)
  const events = reader.dialect.eventsWithin(site, spanOf(question))
  const of = sql`(select p.id as id from person p where p.site = ${site}
    and (p.account is not null or p.kind = ${sql.lit(PERSON_KIND.account)}))`
  const done = reader.stream<{ name: number; person: number }>(sql`
    select e.name as name, v.person as person
    ${events} and ${IS_DEED} and v.person in ${of}
    group by e.name, v.person`)
  const accounts = new Map<number, Set<number>>()
  for await (const { name, person } of done) {
    const account = accountOf.get(person)
    if (account !== undefined) accounts.set(name, (accounts.get(name) ?? new Set()).add(account))
  }
  if (accounts.size === 0) return []
  const names = await reader.rows<{ id: number; event: string }>(
    sql`select n.id as id, n.text as event from name n
      where ${reader.dialect.isAmong(sql`n.id`, [...accounts.keys()])}`,
  )
  return names
    .filter(({ event }) => !isOwn(event))
    .map(({ id, event }) => ({ event, size: accounts.get(id)?.size ?? 0 }))
    .sort((a, b) => b.size - a.size || (a.event < b.event ? -1 : 1))
    .slice(0, COMMONEST)
    .map(({ event }) => ({ event }))
}

/** Sent by scripts, or about money: no use of the product. */
function isOwn(event: string): boolean {
  return event === 'subscription' || Object.hasOwn(OWN_EVENTS, event)
}

function goalExists({ goal }: Sign, { goals }: Question): boolean {
  return goal === undefined || goals.some(({ id, name }) => goal === id || goal === name)
}

/** What a sign is shown as: a goal by its name. */
export function signName(sign: Sign, { goals }: Pick<Question, 'goals'>): string {
  const { goal } = sign
  return goals.find(({ id, name }) => goal === id || goal === name)?.name ?? labelOf(sign)
}

function labelOf({ event, page, goal }: Sign): string {
  return event ?? page ?? goal ?? ''
}
