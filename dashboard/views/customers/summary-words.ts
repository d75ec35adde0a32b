import { brief, count, full } from '../../format.ts'
import type { AccountsAnswer } from '../../models/accounts.ts'
import { locale } from '../../models/view.ts'
import { accountWords } from '../../texts/accounts.ts'

type Answer = Pick<AccountsAnswer, 'totals' | 'backtest' | 'tried'>

export interface Summary {
  /** What matters most. */
  first: string
  others: string[]
}

/** What the accounts come to, in sentences: who has gone quiet, who grows, and whether the score tells. */
export function summaryOf({ totals, backtest, tried }: Answer): Summary {
  const text = accountWords.value
  const { growing, new: fresh } = totals.courses
  return {
    first: quietWords(totals),
    others: [
      ...(growing.accounts > 0 ? [text.growing(told(growing.accounts))] : []),
      ...(fresh.accounts > 0 ? [text.fresh(told(fresh.accounts))] : []),
      ...backtestWords({ backtest, tried }),
    ],
  }
}

function told(value: number) {
  return count(value, locale.value)
}

/** Of money where there is any. */
function quietWords({ mrr, accounts, courses, renewals }: AccountsAnswer['totals']): string {
  const text = accountWords.value
  const { silent } = courses
  if (mrr === 0) {
    if (silent.accounts === 0) return ended(text.noneQuietUse)
    return ended(text.quietUse(told(silent.accounts), told(accounts)))
  }
  if (silent.paying === 0) return ended(text.noneQuiet)
  const paying = told(silent.paying)
  const quiet = text.quiet(paying, brief('money', silent.mrr, locale.value))
  if (renewals.silent === 0) return ended(quiet)
  return ended(`${quiet}${text.and}${text.renewing(told(renewals.silent), paying)}`)
}

function ended(sentence: string): string {
  return `${sentence}${accountWords.value.stop}`
}

/** An interval that holds 1/2 may be chance: of two accounts any would be named as often. Nothing where nobody ever paid. */
function backtestWords({ backtest, tried }: Pick<Answer, 'backtest' | 'tried'>): string[] {
  const text = accountWords.value
  if (backtest === null) {
    if (tried.accounts === 0) return []
    return [text.fewTold(told(tried.churned), told(tried.accounts - tried.churned))]
  }
  const [low, high] = backtest.interval.map(share)
  const say = backtest.interval[0] > 0.5 ? text.told : text.untold
  return [say(share(backtest.auc), low ?? '', high ?? '')]
}

function share(value: number): string {
  return full('percent', 100 * value, locale.value)
}
