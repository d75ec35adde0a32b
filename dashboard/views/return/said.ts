import { count, oneUnit } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { returnWords } from '../../texts/return.ts'
import { money, times, toldCredit } from './amounts.ts'
import type { Attribution } from './asked.ts'
import { type Earned, type Earnings, earningsOf } from './earned.ts'
import { highlightsOf } from './highlights.ts'
import { rowName } from './row-name.ts'

interface Sentences {
  first: string
  others: string[]
}

/** What is to be said of an answer: the whole first, then which rows stand out, then what chance alone could have made. */
export function sentencesOf(
  answer: Attribution,
  { paid, total, model }: Earnings,
  asOne: Attribution | undefined,
): Sentences {
  const text = returnWords.value
  if (answer.totals.cost === null) return { first: text.unknownCost, others: [] }
  if (paid.cost === 0) return { first: text.noSpend(money(total.revenue)), others: [] }
  if (paid.roas === null) {
    const conversions = count(Math.round(paid.conversions), locale.value)
    return { first: text.noMoney(money(paid.cost), conversions), others: [] }
  }
  const rows = earningsOf(answer)
  const interval = asOne?.totals.models[model]?.roas_interval ?? null
  return {
    first: `${text.brought(oneUnit(locale.value), money(paid.roas))}${betweenOf(interval)}${text.stop}`,
    others: [...standingOut(rows), ...byChance(answer, rows)],
  }
}

function betweenOf(interval: readonly [number, number | null] | null): string {
  const text = returnWords.value
  if (!interval) return ''
  const [low, high] = interval
  return high === null ? text.atLeast(money(low)) : text.between(money(low), money(high))
}

function standingOut({ rows, level }: Earnings): string[] {
  const text = returnWords.value
  const { best, worst } = highlightsOf(rows)
  const clauses = [
    ...(best ? [text.earns(rowName(best, level), times(best.roas))] : []),
    ...(worst ? [lossOf(worst, rowName(worst, level))] : []),
  ]
  return clauses.length === 0 ? [] : [clauses.join(text.comma) + text.stop]
}

function lossOf({ profit, conversions, visits }: Earned, name: string): string {
  const text = returnWords.value
  const lost = money(Math.abs(profit ?? 0))
  return text.lost(
    name,
    lost,
    text.conversionsOf(toldCredit(conversions)),
    count(visits, locale.value),
  )
}

/** Of the pairs that cannot be told apart the first: one is enough to be careful. */
function byChance({ indistinct }: Attribution, { level }: Earnings): string[] {
  const [pair] = indistinct.filter(({ values }) => !values.includes(null))
  if (!pair) return []
  const [one = null, other = null] = pair.values
  const name = (value: string | number | null) => rowName({ value, kind: 'visited' }, level)
  return [returnWords.value.chance(name(one), name(other))]
}
