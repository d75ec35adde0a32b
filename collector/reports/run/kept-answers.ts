import { z } from 'zod'
import { MINUTE } from '../../durations.ts'
import type { Versions } from '../../store/port.ts'
import type { ReportsPort } from '../port.ts'
import { common, type Meta } from '../question/request.ts'
import { comparedDays } from '../time/comparison.ts'
import { type Days, daysOf, localPeriod } from '../time/period.ts'
import { dayOf } from '../time/zone.ts'
import { DAYS_BEFORE } from '../usual/series.ts'

/**
 * The reports of which everything is known that can change them (docs/decisions/0009-answers-kept.md), by how many days
 * before those asked about they read.
 */
const KEPT: ReadonlyMap<string, number> = new Map([
  ['stats', 0],
  ['values', 0],
  ['data-quality', 0],
  ['usual', DAYS_BEFORE],
  // From the first day of a week on.
  ['usual/intervals', DAYS_BEFORE + 6],
])

/** A screenful is a few kilobytes; longer answers are asked once, for a file. */
const MOST_ANSWERS = 400
const MOST_CHARACTERS = 8_000_000
const MOST_ROWS = 2_000
/** A longer question is somebody's program, or somebody who would fill the memory with questions. */
const LONGEST_QUESTION = 16_000

const Stretches = z.object(common).pick({ period: true, compare: true, match: true })
type Stretches = z.infer<typeof Stretches>

/**
 * Reports whose answers are given again as long as nothing can have changed them. An answer is kept under the version
 * that was in force before it was worked out: a change meanwhile outdates it at once, and none is ever older than it says.
 * Who may ask is for the caller to know, before; what a shared link narrows is part of the question.
 */
export function keptAnswers(
  reports: ReportsPort,
  versions: Versions,
  now: () => number = Date.now,
): ReportsPort {
  const answers = new Answers()

  /** What is asked, and how what it is about stands; undefined for what is not kept, or will be refused. */
  function asked(name: string, domain: string, request: unknown, scope: unknown) {
    const before = KEPT.get(name)
    if (before === undefined) return undefined
    const site = versions.site(domain)
    const stretches = Stretches.safeParse(request)
    if (!site || !stretches.success) return undefined
    const { days, moment } = stretchesAt(stretches.data, { ...site, before, now: now() })
    const key = JSON.stringify([name, site.id, moment, scope ?? 'whole', request])
    if (key.length > LONGEST_QUESTION) return undefined
    const spans = days.map(({ from, to }) => spanOf({ from: from - before, to }, site.timezone))
    const version = [versions.of(site.id, spans)]
    if (name === 'data-quality') version.push(versions.ofQuality(site.id, days[0]))
    return { key, version: version.join(' ') }
  }

  return {
    ...reports,
    async run(name, domain, request, options) {
      const question = asked(name, domain, request, options.scope)
      if (!question) return await reports.run(name, domain, request, options)
      const known = answers.of(question)
      if (known !== undefined) return known
      const answer = await reports.run(name, domain, request, options)
      if (!endsWithTime(answer)) answers.keep(question, answer)
      return answer
    },
    async close() {
      await reports.close()
      versions.close()
    },
  }
}

/** Who is pending in a funnel drops without any event, and its window reaches beyond the days that are asked about. */
function endsWithTime(answer: unknown): boolean {
  return (answer as { meta?: Partial<Meta> }).meta?.as_of !== undefined
}

interface AskedDays {
  /** Those that are asked about, and those beside them. */
  days: [Days, ...Days[]]
  /** As long as it is the same, the period means the same. */
  moment: string
}

interface Asking {
  timezone: string
  /** Days before those asked about that are read, too. */
  before: number
  now: number
}

/**
 * Which days a period means, and whether it is over, changes with the day alone; but what a running one is compared with
 * ends at the minute.
 */
function stretchesAt(
  { period, compare, match }: Stretches,
  { timezone, before, now }: Asking,
): AskedDays {
  const today = dayOf(timezone, now)
  const days = daysOf(period, { today, first: 0 })
  const isRunning = days.from <= today && today < days.to
  const minute = `minute ${Math.floor(now / MINUTE)}`
  if (!compare) return { days: [days], moment: before > 0 && isRunning ? minute : `day ${today}` }
  const others = comparedDays({ compare, match }, period, days, today)
  // Where `all` begins, and so how far a range beside it counts, is not known here.
  const ends = others.cut || period === 'all'
  const moment = ends ? minute : `day ${today}`
  return { days: [days, others], moment }
}

/** The clock of a day is enough for its midnight; that of a year takes a thousand times as long to make. */
function spanOf({ from, to }: Days, timezone: string) {
  const midnight = (day: number) =>
    localPeriod({ from: day, to: day }, { timezone, week_start: 'monday' }).span.from
  return { from: midnight(from), to: midnight(to) }
}

/** What an answer is found by, and what has to be as it was. */
interface Standing {
  key: string
  version: string
}

/** Those that were asked for last, in bounds of number and of length. */
class Answers {
  /** The one asked for last comes last. */
  readonly #kept = new Map<string, { version: string; answer: unknown; length: number }>()
  #length = 0

  of({ key, version }: Standing): unknown {
    const found = this.#kept.get(key)
    if (found?.version !== version) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, found)
    return found.answer
  }

  keep({ key, version }: Standing, answer: unknown): void {
    this.#forget(key)
    // The text of a long one would hold up the thread that answers everybody.
    if (((answer as { rows?: unknown[] }).rows?.length ?? 0) > MOST_ROWS) return
    const length = key.length + JSON.stringify(answer).length
    if (length > MOST_CHARACTERS) return
    this.#kept.set(key, { version, answer, length })
    this.#length += length
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_ANSWERS && this.#length <= MOST_CHARACTERS) return
      this.#forget(oldest)
    }
  }

  #forget(key: string): void {
    this.#length -= this.#kept.get(key)?.length ?? 0
    this.#kept.delete(key)
  }
}
