import { sql } from 'kysely'
import { DAY } from '../../durations.ts'
import type { MarkedMoment, NamedMark } from '../../store/port.ts'
import { markOf } from '../question/matcher.ts'
import { IS_DEED, IS_PAGEVIEW } from '../question/own-events.ts'
import { allOfSpan, contextFor, heldIn, type Question, spanOf } from '../question/question.ts'
import { ALWAYS } from '../time/period.ts'
import type { LocalClock } from '../time/zone.ts'
import type { Scoring } from './asked.ts'
import type { KnownAccounts } from './known.ts'
import { Shown } from './temperature.ts'
import type { DayOfUse } from './use.ts'

/** What was done for accounts in a stretch of time. */
export interface Activity {
  /** By account, in order of the days. */
  uses: Map<number, DayOfUse[]>
  /** By account, when it was last seen, epoch ms. */
  seen: Map<number, number>
  shown: Shown
}

/** Pageviews and what people did, or a server says that they did. */
const IS_USE = sql`(${IS_PAGEVIEW} or ${IS_DEED})`

/** Bits of a moment: it is use, it tells of a subscription, it converts; those of key events and signals follow. */
const USE = 1
const MONEY = 2
const CONVERTS = 4
const FIRST_KEYS = 3

/** `goal`: the main one, if there is any. */
interface Asked extends Pick<Scoring, 'keys' | 'signals'> {
  known: KnownAccounts
  goal: string | null
}

/** All that was done in the question's period, in one pass; filters choose nothing here. */
export async function activityOf(question: Question, asked: Asked): Promise<Activity> {
  const { known, goal } = asked
  const activity: Activity = {
    uses: new Map(),
    seen: new Map(),
    shown: new Shown(asked.signals.length),
  }
  const fold = new Fold(question.period.clock, asked)
  for await (const { who, moments } of historiesOf(question, asked)) {
    if (goal !== null) showTo(activity.shown, fold, moments)
    const account = known.accountOf.get(who)
    // What is an account's own is of nobody in it.
    if (account !== undefined) {
      add(activity, account, fold.days(moments, who === account ? null : who), fold.last)
    }
  }
  for (const days of activity.uses.values()) days.sort((a, b) => a.day - b.day)
  return activity
}

/** Adds what was done for an account, until an instant. */
function add({ uses, seen }: Activity, account: number, days: DayOfUse[], last: number): void {
  if (days.length === 0) return
  seen.set(account, Math.max(last, seen.get(account) ?? 0))
  const others = uses.get(account)
  if (others === undefined) uses.set(account, days)
  else for (const day of days) others.push(day)
}

function historiesOf(question: Question, { keys, signals, goal }: Asked) {
  const { reader, site } = question
  const context = contextFor(question, 'event')
  const span = spanOf(question)
  const isSubscription: NamedMark = { name: 'subscription' }
  return reader.histories({
    site,
    of: 'person',
    from: heldIn(question, reader.dialect.eventsWithin(site, span)),
    all: allOfSpan(question, { span, by: 'moment' }),
    marks: [
      { kept: IS_USE },
      isSubscription,
      goal === null ? undefined : markOf({ goal }, context),
      ...[...keys, ...signals].map((sign) => markOf(sign, context)),
    ],
    beside: [],
  })
}

/** Makes days of a person's moments. */
class Fold {
  last = 0
  readonly #clock: LocalClock
  readonly #keys: number
  readonly #signals: number
  readonly #firstSignal: number

  constructor(clock: LocalClock, { keys, signals }: Asked) {
    this.#clock = clock
    this.#keys = 2 ** keys.length - 1
    this.#signals = 2 ** signals.length - 1
    this.#firstSignal = FIRST_KEYS + keys.length
  }

  /** In order; `last` is then the instant of the last of them. */
  days(moments: readonly MarkedMoment[], person: number | null): DayOfUse[] {
    const days: DayOfUse[] = []
    let end = Number.NEGATIVE_INFINITY
    let own: DayOfUse | undefined
    for (const { at, marks } of moments) {
      if (!isUse(marks)) continue
      if (at >= end || own === undefined) {
        const day = Math.floor(this.#clock.local(at) / DAY)
        end = this.#clock.startOfDay(day + 1)
        own = { day, person, events: 0, keys: 0, signals: 0 }
        days.push(own)
      }
      own.events++
      own.keys |= (marks >>> FIRST_KEYS) & this.#keys
      own.signals |= this.signals(marks)
      this.last = at
    }
    return days
  }

  signals(marks: number): number {
    return (marks >>> this.#firstSignal) & this.#signals
  }
}

function isUse(marks: number): boolean {
  return (marks & USE) !== 0 && (marks & MONEY) === 0
}

/** What somebody showed, before they converted if they did. */
function showTo(shown: Shown, fold: Fold, moments: readonly MarkedMoment[]): void {
  let signals = 0
  for (const { marks } of moments) {
    if ((marks & CONVERTS) !== 0) {
      shown.add(signals, true)
      return
    }
    signals |= fold.signals(marks)
  }
  shown.add(signals, false)
}

/** When accounts were last seen before the question's period, by number: of those alone that have not been seen in it. */
export async function seenBefore(
  question: Question,
  { accountOf }: KnownAccounts,
  accounts: readonly number[],
): Promise<Map<number, number>> {
  const seen = new Map<number, number>()
  if (accounts.length === 0) return seen
  const { isAmong, isNamed, visitsAndLoneOf, eventsOf } = question.reader.dialect
  const people = sql`(select p.id as id from person p
    where ${isAmong(sql`p.account`, accounts)} or ${isAmong(sql`p.id`, accounts)})`
  const earlier = { from: ALWAYS.from, to: spanOf(question).from }
  const rows = await question.reader.rows<{ person: number; at: number }>(sql`
    select v.person as person, max(e.at) as at
    ${eventsOf(visitsAndLoneOf(people), earlier)} and ${IS_USE}
      and not ${isNamed(['subscription'])}
    group by v.person`)
  for (const { person, at } of rows) {
    const account = accountOf.get(person) ?? person
    seen.set(account, Math.max(Number(at), seen.get(account) ?? 0))
  }
  return seen
}
