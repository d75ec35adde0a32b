import { spellerFor } from '../facts/namer.ts'
import type { ReportContext } from '../question/context.ts'
import type { AskedAttribution } from './asked.ts'
import { conversionsOf } from './conversions.ts'
import { type Credits, creditsIn } from './credits.ts'
import { Daily } from './daily.ts'
import { Fold } from './fold.ts'
import { placedRefunds } from './orders.ts'
import { type Spend, spendOn } from './spend.ts'
import { eachPerson } from './touches.ts'
import { Values } from './values.ts'

/** Each row that is drawn takes 16 kB a model. */
const MOST_DRAWN = 200

/** One period's conversions and costs, shared among the rows. */
export interface Attributed {
  asked: AskedAttribution
  values: Values
  fold: Fold
  credits: Credits
  daily: Daily
  /** Undefined where the filters ask about what spend does not tell. */
  spend: Spend | undefined
  /** Events whose money has no rate. */
  unconverted: number
}

/** Shares them; with `intervals` also under a thousand weights of the people. */
export async function attributed(
  context: ReportContext,
  asked: AskedAttribution,
  intervals: boolean,
): Promise<Attributed> {
  const { question, models, path, lookback, halfLife, now } = asked
  const values = new Values(asked.dimension)
  const spend = await spendOn(context, asked, values)
  const placed = await placedRefunds(context, asked)
  const drawn = intervals && spend && spend.total.cost > 0 ? dearest(spend) : undefined
  const span = { ...question.period.span, now }
  const goOn = () => question.reader.goOn()
  const daily = new Daily(question.period, spend?.rows.keys() ?? [])
  const fold = new Fold({ models, path, lookback, halfLife, span, drawn, goOn }, daily.add)
  const deeds = { converted: conversionsOf(asked, context.first), placed }
  const unconverted = await eachPerson(asked, deeds, values, (person) => fold.add(person))
  values.spell(await spellerFor(question, asked.dimension))
  const credits = creditsIn(fold, values.shown, drawn)
  return { asked, values, fold, credits, daily, spend, unconverted }
}

function dearest({ rows }: Spend): ReadonlySet<number> {
  const byCost = [...rows].sort(([, a], [, b]) => b.cost - a.cost)
  return new Set(byCost.slice(0, MOST_DRAWN).map(([value]) => value))
}
