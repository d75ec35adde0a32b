import { type Activity, activityOf, seenBefore } from './accounts/activity.ts'
import type { AccountRow, AccountsAnswer, AccountsRequest } from './accounts/answer.ts'
import { type Moment, momentOf, type Scoring, scoringOf, signName } from './accounts/asked.ts'
import { chosenAccounts, idsOf, type KnownAccounts, knownAccounts } from './accounts/known.ts'
import { MonthlyMoney } from './accounts/money.ts'
import { inOrder, pageOf } from './accounts/page.ts'
import {
  backtested,
  type PastScores,
  READ_DAYS,
  SCORED,
  type ScoredRow,
  scoredRows,
  totalsOf,
} from './accounts/rows.ts'
import { type Followed, followed, scoresAt } from './accounts/scores.ts'
import { changesByCustomer } from './accounts/state.ts'
import { signalWeights } from './accounts/temperature.ts'
import { WINDOW } from './accounts/use.ts'
import { changesUntil } from './customers/changes.ts'
import { forgottenSentences } from './customers/forgotten.ts'
import { metaOf, questionIn } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import type { Question } from './question/question.ts'
import { datesOf, type LocalPeriod, localPeriod } from './time/period.ts'

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
  const rows = inOrder(scoredRows(all, { moment, scores, weights, money, nameOf }))
  const { page, next } = pageOf(rows, request)
  const tried = backtested(all, scores)
  const reason = 'reason' in tried ? [tried.reason] : []
  return {
    meta: {
      ...metaOf(context, { ...window, period: wholeDays(context, moment, WINDOW) }),
      as_of: new Date(moment.at).toISOString(),
      unconverted: money.unconverted(),
      warnings: [...scoring.warnings, ...forgottenSentences(context.site), ...reason],
    },
    items: await itemsOf(question, page, { known, activity, scoring }),
    next,
    totals: totalsOf(rows),
    scoring: scoringTold(question, scoring, { weights, scores }),
    backtest: 'reason' in tried ? null : tried,
  }
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

async function moneyOn({ site, settings }: ReportContext, day: number): Promise<MonthlyMoney> {
  const rates = await settings.rates(site.currency, datesOf({ from: day, to: day + 1 }))
  return new MonthlyMoney(site.currency, day, rates)
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

/** The rows of a page, with what the store is asked of them alone. */
async function itemsOf(
  question: Question,
  page: readonly ScoredRow[],
  { known, activity, scoring }: { known: KnownAccounts; activity: Activity; scoring: Scoring },
): Promise<AccountRow[]> {
  const { seen } = activity
  const unseen = page.map(({ number }) => number).filter((number) => !seen.has(number))
  const before = await seenBefore(question, known, unseen)
  const silent = page.flatMap(({ at_risk }) =>
    at_risk.flatMap((reason) => (reason.why === 'person_silent' ? [reason.person] : [])),
  )
  const ids = await idsOf(question, silent)
  const named = (bits: number, signs: Scoring['keys']) =>
    signs.filter((_, i) => ((bits >>> i) & 1) === 1).map((sign) => signName(sign, question))
  return page.map(({ number, at_risk, keys, signals, ...row }) => {
    const last = seen.get(number) ?? before.get(number)
    return {
      ...row,
      at_risk: at_risk.map((reason) =>
        reason.why === 'person_silent'
          ? { ...reason, person: ids.get(reason.person) ?? '' }
          : reason,
      ),
      used: named(keys, scoring.keys),
      shown: named(signals, scoring.signals),
      last_seen: last === undefined ? null : new Date(last).toISOString(),
    }
  })
}
