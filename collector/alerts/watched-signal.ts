import type { AlertSignal } from '../alert-signals.ts'
import { dateOf } from '../date-of.ts'
import { DAY } from '../durations.ts'
import type { AccountsAnswer } from '../reports/accounts/answer.ts'
import type { AttributionAnswer } from '../reports/attribution.ts'
import type { DataQualityAnswer } from '../reports/data-quality.ts'
import type { ExperimentAnswer } from '../reports/experiment/answer.ts'
import type { StatsAnswer } from '../reports/stats.ts'
import type { AlertInput, Reading } from '../settings/alert-definition.ts'
import type { Ask } from './asks.ts'
import { datesIn, type Interval } from './intervals.ts'
import { hasStopped } from './tracking-stopped.ts'
import type { Watch } from './watch.ts'
import { isKnown, ownFrom, stretch } from './watched-metric.ts'

export interface SignalAsked extends AlertInput {
  signal: AlertSignal
}

type Told = Omit<Reading, 'from' | 'to' | 'key'>

/** The report that tells of a signal in an interval, and how its answer becomes a value. */
interface Teller<Answer> {
  report: string
  request(alert: SignalAsked, interval: Interval): Record<string, unknown>
  told(answer: Answer, interval: Interval): Told
}

function teller<Answer>(one: Teller<Answer>): Teller<Answer> {
  return one
}

const MOST_NAMES = 3
/** Weeks before that tell whether there usually are events. */
const WEEKS = 4
/** What campaigns cost tells of no day alone: people take their time, and files of costs come late. */
const SPEND_DAYS = 28

const trackingStopped = teller<StatsAnswer>({
  report: 'stats',
  request: ({ filters, per }, interval) => ({
    ...{ filters, metrics: ['pageviews', 'events'], dimensions: [`time:${per}`] },
    period: { from: dateOf(interval.day - 7 * WEEKS), to: datesIn(interval).to },
  }),
  told({ meta, rows }, { day, key, per }) {
    const counts = new Map<string, number>()
    for (const row of rows) {
      const hour = String(row[`time:${per}`]).slice(0, 13)
      // The hour that is lived twice as one.
      const all = Number(row.pageviews) + Number(row.events)
      counts.set(hour, all + (counts.get(hour) ?? 0))
    }
    const weeksAgo = Array.from({ length: WEEKS }, (_, i) => day - 7 * (i + 1))
    const since = ownFrom(meta)
    const before = weeksAgo
      .filter((other) => isKnown({ day: other }, since))
      .flatMap((other) => counts.get(dateOf(other) + key.slice(10, 13)) ?? [])
    const count = counts.get(key.slice(0, 13)) ?? 0
    if (before.length === 0) return { value: 0 }
    const expected = before.reduce((sum, one) => sum + one, 0) / before.length
    const usual = { expected, low: Math.min(...before), high: Math.max(...before) }
    return { value: hasStopped(count, before) ? 1 : 0, usual }
  },
})

const spendWithoutReturn = teller<AttributionAnswer>({
  report: 'attribution',
  request: ({ goal }, interval) => {
    const { to } = datesIn(interval)
    const last = Date.parse(`${to}T00:00:00Z`) / DAY
    return {
      period: { from: dateOf(last - SPEND_DAYS + 1), to },
      ...{ dimension: 'campaign', models: ['last_non_direct'], intervals: false },
      ...{ top: 0, limit: 10_000, ...(goal !== undefined && { goal }) },
    }
  },
  told({ rows }) {
    const lost = rows
      .filter(({ models }) => models.last_non_direct?.conversions === 0)
      .map((row) => ({ name: String(row.campaign ?? '–'), cost: row.cost ?? 0 }))
      .filter(({ cost }) => cost > 0)
      .sort((a, b) => b.cost - a.cost)
    return {
      value: lost.reduce((sum, { cost }) => sum + cost, 0),
      names: lost.slice(0, MOST_NAMES).map(({ name }) => name),
    }
  },
})

const accountsAtRisk = teller<AccountsAnswer>({
  report: 'accounts',
  request: ({ filters, subject }, interval) => {
    const { to } = datesIn(interval)
    return { period: { from: to, to }, filters, limit: MOST_NAMES, account: subject ?? null }
  },
  told: ({ totals, items }) => ({
    value: totals.at_risk,
    names: items.filter(({ at_risk }) => at_risk.length > 0).map(({ account }) => account),
  }),
})

const WAITING: ReadonlySet<string> = new Set(['keep running', 'check the data'])

const experiment = (told: (answer: ExperimentAnswer) => boolean) =>
  teller<ExperimentAnswer>({
    report: 'experiment',
    request: ({ subject }) => ({ key: subject }),
    told: (answer) => ({
      value: answer.phase !== null && told(answer) ? 1 : 0,
      names: [answer.verdict.sentence],
    }),
  })

/** Nobody misses what robots send, nor what the site itself has asked to leave out. */
const UNMISSED: ReadonlySet<string> = new Set(['bot', 'ignored', 'experiment_fault'])

const quality = (told: (answer: DataQualityAnswer) => Told) =>
  teller<DataQualityAnswer>({
    report: 'data-quality',
    request: ({ filters }, interval) => ({ period: datesIn(interval), filters }),
    told: (answer, interval) =>
      isKnown(interval, answer.meta.data_from) ? told(answer) : { value: null },
  })

function rejectedShare({ rejected_totals, accepted }: DataQualityAnswer): Told {
  const rejected = rejected_totals.filter(({ reason }) => !UNMISSED.has(reason))
  const sum = rejected.reduce((all, { count }) => all + count, 0)
  return {
    value: sum === 0 ? 0 : sum / (accepted + sum),
    names: rejected.slice(0, MOST_NAMES).map(({ reason }) => reason),
  }
}

const TELLERS = {
  tracking_stopped: trackingStopped,
  spend_without_return: spendWithoutReturn,
  accounts_at_risk: accountsAtRisk,
  experiment_decided: experiment(({ verdict }) => !WAITING.has(verdict.word)),
  experiment_split: experiment(
    ({ health }) => health.srm?.flag === true || health.crossed_too_many,
  ),
  rejected_share: quality(rejectedShare),
  duplicate_share: quality(({ duplicate_share }) => ({ value: duplicate_share })),
  broken_tags: quality(({ broken_tags }) => ({
    value: broken_tags.visits,
    names: broken_tags.kinds.slice(0, MOST_NAMES).map(({ kind }) => kind),
  })),
  untagged_paid_clicks: quality(({ untagged_paid_clicks: clicks }) => ({
    value: clicks.reduce((sum, { visits }) => sum + visits, 0),
    names: clicks.slice(0, MOST_NAMES).map(({ channel }) => channel),
  })),
} satisfies Record<AlertSignal, Teller<never>>

/** The experiment's and the account's reports tell of now, so of an interval that has just ended. */
export function watchedSignal(alert: SignalAsked, intervals: readonly Interval[]): Watch {
  const { report, request, told } = TELLERS[alert.signal] as Teller<unknown>
  const asks = intervals.map((one): Ask => ({ name: report, request: request(alert, one) }))
  return {
    asks,
    read: (answers) =>
      intervals.map((one, i) => {
        const ask = asks[i]
        if (!ask) throw new Error('an interval without its question')
        return { ...stretch(one), ...told(answers.of(ask), one) }
      }),
  }
}
