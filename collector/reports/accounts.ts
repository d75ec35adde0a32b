import { type Activity, activityOf } from './accounts/activity.ts'
import type { AccountsAnswer, AccountsRequest } from './accounts/answer.ts'
import { type Moment, momentOf, type Scoring, scoringOf, signName } from './accounts/asked.ts'
import { backtestOf } from './accounts/backtest.ts'
import { habitsOf } from './accounts/habits.ts'
import { itemsOf } from './accounts/items.ts'
import { chosenAccounts, type KnownAccounts, knownAccounts } from './accounts/known.ts'
import { moneyOn } from './accounts/money.ts'
import { inOrder, pageOf } from './accounts/page.ts'
import {
  type PastScores,
  READ_DAYS,
  SCORED,
  type ScoredRow,
  scoredRows,
  triedOn,
} from './accounts/rows.ts'
import { type Followed, followed, scoresAt } from './accounts/scores.ts'
import { changesByCustomer } from './accounts/state.ts'
import { signalWeights } from './accounts/temperature.ts'
import { renewsWithin, totalsOf } from './accounts/totals.ts'
import { WINDOW } from './accounts/use.ts'
import { changesUntil } from './customers/changes.ts'
import { forgottenSentences } from './customers/forgotten.ts'
import { metaOf, questionIn } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import type { Question } from './question/question.ts'
import { type LocalPeriod, localPeriod } from './time/period.ts'

/** How accounts are used, which are at risk and why, and whether such scores told who left. */
export async function accounts(
  context: ReportContext,
  request: AccountsRequest,
): Promise<AccountsAnswer> {
  const moment = momentOf(context, request.period)
  const question = await questionIn(context, daysUntil(context, moment, READ_DAYS), [])
  const window = await questionIn(context, daysUntil(context, moment, WINDOW), request.filters)
  const known = await knownAccounts(question)
  const scoring = await scoringOf(context, window, request)
  const activity = await activityOf(question, {
    ...{ known, goal: context.site.main_goal },
    ...{ keys: scoring.keys, signals: scoring.signals },
  })
  const all = await followedAccounts(context, moment, { known, activity })
  const scores = pastScores(all, question, { moment, scoring })
  const weights = signalWeights(activity.shown)
  const money = await moneyOn(context, moment.day)
  const chosen = await chosenAccounts(window, known)
  const nameOf = (account: number) =>
    chosen?.has(account) === false ? undefined : known.accounts.get(account)?.key
  const seenAt = (account: number) => activity.seen.get(account)
  const notes = await context.settings.accountNotes()
  const ownerOf = (account: string) => notes.get(account)?.owner ?? ''
  const scored = scoredRows(all, {
    ...{ moment, timezone: context.site.timezone, scores, weights, money },
    ...{ nameOf, ownerOf, seenAt },
  })
  const rows = inOrder(scored.filter(isAsked(request)), request)
  const { page, next } = pageOf(rows, request)
  const tried = triedOn(all, scores)
  const backtest = backtestOf(tried)
  const meta = metaOf(context, { ...window, period: wholeDays(context, moment, WINDOW) })
  const reason = 'reason' in backtest ? [backtest.reason] : []
  const churned = tried.filter((one) => one.churned).length
  return {
    meta: {
      ...meta,
      as_of: new Date(Math.min(moment.at, context.freshUntil ?? moment.at)).toISOString(),
      unconverted: money.unconverted(),
      warnings: [
        ...meta.warnings,
        ...scoring.warnings,
        ...forgottenSentences(context.site),
        ...reason,
      ],
    },
    items: await itemsOf(question, page, { known, activity, scoring, ...request }),
    next,
    owners: [...new Set([...notes.values()].map(({ owner }) => owner))].filter(Boolean).sort(),
    totals: totalsOf(rows),
    scoring: scoringTold(question, scoring, { weights, scores }),
    habits: habitsOf(scores, scoring.keys.length).map((habit, i) => ({
      event: nameOfKey(question, scoring, i),
      ...habit,
    })),
    tried: { accounts: tried.length, churned },
    backtest: 'reason' in backtest ? null : backtest,
  }
}

function nameOfKey(question: Question, { keys }: Scoring, i: number): string {
  const key = keys[i]
  return key === undefined ? '' : signName(key, question)
}

/** Of those that the filters choose, which are asked for. */
function isAsked({ account, search, owner, course, state, renews_within }: AccountsRequest) {
  const sought = search?.toLowerCase() ?? ''
  return (row: ScoredRow): boolean =>
    isOne(row.account, account) &&
    isOne(row.owner, owner) &&
    row.account.toLowerCase().includes(sought) &&
    isOne(row.course, course) &&
    isOne(row.state, state) &&
    (renews_within === undefined || renews_within === null || renewsWithin(row, renews_within))
}

/** Whether it is the one that is asked for, if one is. */
function isOne<Value>(value: Value, asked: Value | null | undefined): boolean {
  return asked === undefined || asked === null || value === asked
}

/** So many days, of which the moment's is the last. */
function wholeDays({ site }: ReportContext, { day }: Moment, days: number): LocalPeriod {
  return localPeriod({ from: day + 1 - days, to: day + 1 }, site)
}

/** The same until the moment: what is dated later has not happened. */
function daysUntil(context: ReportContext, moment: Moment, days: number): LocalPeriod {
  const { span, ...period } = wholeDays(context, moment, days)
  return { ...period, span: { from: span.from, to: moment.at } }
}

/** Accounts that were seen in the days that are read, or that ever had a subscription. */
async function followedAccounts(
  context: ReportContext,
  moment: Moment,
  { known, activity }: { known: KnownAccounts; activity: Activity },
): Promise<Followed[]> {
  const changes = changesByCustomer(await changesUntil(context, moment.at))
  return [...known.accounts.values()].flatMap(({ number, seats }): Followed[] => {
    const [days, own] = [activity.uses.get(number), changes.get(number)]
    if (!days && !own) return []
    return [followed({ number, seats, days: days ?? [], changes: own ?? [] })]
  })
}

function pastScores(
  all: readonly Followed[],
  { period: { clock } }: Question,
  { moment, scoring }: { moment: Moment; scoring: Scoring },
): PastScores {
  const { weights, keys } = scoring
  return new Map(
    SCORED.map((ago) => {
      const day = moment.day - ago
      const until = Math.min(moment.at, clock.startOfDay(day + 1))
      return [ago, scoresAt(all, { day, until }, { keys: keys.length, weights })]
    }),
  )
}

function scoringTold(
  question: Question,
  { weights, keys, signals }: Scoring,
  by: { weights: readonly number[]; scores: PastScores },
): AccountsAnswer['scoring'] {
  return {
    weights,
    yardstick: by.scores.get(0)?.yardstick ?? 0,
    key_events: keys.map((sign) => signName(sign, question)),
    signals: signals.map((sign, i) => ({
      name: signName(sign, question),
      weight: by.weights[i] ?? 0,
    })),
  }
}
