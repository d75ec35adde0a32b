import { type Random, random } from '../../../collector/demo/random.ts'
import { MEASURES, type Measured } from '../../../collector/reports/usual/measures.ts'
import { DAYS_BEFORE, Series } from '../../../collector/reports/usual/series.ts'
import { surprisesOf } from '../../../collector/reports/usual/surprises.ts'
import type { Metric } from '../../../collector/vocabulary.ts'

/** A site on which nothing happens, but for what is planted. */
export interface Process {
  seed: number
  /** Visitors on a weekday, on average. */
  daily: number
  /** The share of them that converts. */
  rate: number
  /** How far days vary by themselves: standard deviation of the logarithm of what is expected. */
  restless: number
  /** How far a day takes after the one before it. */
  memory: number
  /** What it grows by in a week. */
  growth?: number
  /** What of the usual there is on a day: of all visitors, and of conversions. */
  planted?: (day: number) => { come?: number; convert?: number }
}

const METRICS = ['visitors', 'visits', 'conversions', 'conversion_rate'] as const
type Looked = (typeof METRICS)[number]

const MONTH = 30
/** A Monday. */
const START = 20_759
/** The first day that is asked about. */
export const FIRST = START + DAYS_BEFORE
const DAYS = DAYS_BEFORE + 2 * MONTH
const QUIET_WEEKEND = 0.55

function normal(chance: Random): number {
  return Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next())
}

/** Knuth's way, and the nearest normal count beyond. */
function poisson(mean: number, chance: Random): number {
  if (mean > 400) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(chance)))
  let [count, left] = [-1, 1]
  const end = Math.exp(-mean)
  while (left > end) {
    left *= chance.next()
    count++
  }
  return Math.max(0, count)
}

interface Level {
  next(): number
}

/** Logarithms of days, each taking after the one before it. */
function level({ restless, memory }: Process, chance: Random): Level {
  let last = normal(chance)
  return {
    next() {
      last = memory * last + Math.sqrt(1 - memory ** 2) * normal(chance)
      return Math.exp(restless * last)
    },
  }
}

type Days = Record<Looked, Measured[]>

function daysOf(process: Process): Days {
  const chance = random(process.seed, Math.round(1_000 * process.restless), process.daily)
  const [coming, converting] = [level(process, chance), level(process, chance)]
  const days: Days = { visitors: [], visits: [], conversions: [], conversion_rate: [] }
  for (let i = 0; i < DAYS; i++) {
    const { come = 1, convert = 1 } = process.planted?.(START + i) ?? {}
    const weekly = (i % 7 < 5 ? 1 : QUIET_WEEKEND) * (1 + (process.growth ?? 0)) ** (i / 7)
    const visitors = poisson(process.daily * weekly * come * coming.next(), chance)
    const rate = Math.min(1, process.rate * convert * converting.next())
    const conversions = Math.min(visitors, poisson(visitors * rate, chance))
    days.visitors.push({ value: visitors, of: 1 })
    days.visits.push({ value: visitors + poisson(visitors * 0.2, chance), of: 1 })
    days.conversions.push({ value: conversions, of: 1 })
    days.conversion_rate.push({ value: conversions, of: visitors })
  }
  return days
}

/** A sentence that the Overview would begin with. */
export interface Sentence {
  metric: Metric
  from: number
  to: number
  side: 'low' | 'high'
}

/** The days of a process, metric by metric. */
export class Site {
  readonly #told: { metric: Looked; series: Series }[]

  constructor(process: Process) {
    const days = daysOf(process)
    this.#told = METRICS.map((metric) => {
      const known = days[metric].map((one) => (one.of > 0 ? one : null))
      return { metric, series: new Series(MEASURES[metric].kind, START, known) }
    })
  }

  /** What is said on a day of the thirty days before it. */
  sentenceOn(today: number): Sentence | undefined {
    const { surprises } = surprisesOf(this.#told, { from: today - MONTH, closed: today })
    const [first] = surprises
    if (!first) return undefined
    const { metric, from, to, value, expected } = first
    return { metric, from, to, side: value < expected.mean ? 'low' : 'high' }
  }

  /** What is said in a month of looking every day: the same days are the same sentence. */
  sentencesOfMonth(): Sentence[] {
    const said: Sentence[] = []
    for (let today = FIRST + MONTH; today < FIRST + 2 * MONTH; today++) {
      const now = this.sentenceOn(today)
      if (now && !said.some(({ from, to }) => now.from < to && from < now.to)) said.push(now)
    }
    return said
  }
}
