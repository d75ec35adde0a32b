import type { Sample } from '../../../experiments/statistics/sample.ts'
import type { Random } from '../../demo/random.ts'
import { DAY } from '../../durations.ts'
import { binomial, lognormal } from './draws.ts'

/** What the mature units of a variant have come to. */
export interface Totals extends Sample {
  /** Units with a value. */
  nonzero: number
}

/** Told of each look: ms of mature units, and both variants as they stand. */
export type Look = (mature_ms: number, control: Totals, variant: Totals) => void

/** Tests of a variant that is the control itself, looked at as somebody looks who cannot wait. */
export interface Scenario {
  name: string
  kind: 'proportion' | 'mean'
  /** Units come evenly, so that looks can be planned by them. */
  isEven: boolean
  /**
   * A tenth of the units has few and skewed values: where they are low so is their own variance, and Welch's test of them
   * is wrong more often than it says.
   */
  isLopsided: boolean
  /** One such test. */
  play(chance: Random, look: Look): void
}

const DAYS = 28

/** What the units of a test do, the same in both variants. */
interface Behaviour {
  kind: Scenario['kind']
  /** Adds a day of so many. */
  day(units: number): (to: Totals, chance: Random) => void
}

type Split = readonly [control: number, variant: number]

export const SCENARIOS: readonly Scenario[] = [
  daily('10 % convert, 500 a day each', converting(0.1), [500, 500]),
  daily('2 % convert, 100 a day each', converting(0.02), [100, 100]),
  daily('5 % buy (lognormal), 500 a day each', buying(0.05), [500, 500]),
  daily('10 % convert, 5,000 a day each', converting(0.1), [5_000, 5_000]),
  daily('10 % convert, 900 and 100 a day', converting(0.1), [900, 100]),
  lopsided(daily('2 % convert, 180 and 20 a day', converting(0.02), [180, 20])),
  lopsided(daily('5 % buy (lognormal), 900 and 100 a day', buying(0.05), [900, 100])),
  cohort('10 % of 2,500 each convert later', { units: 2_500, rate: 0.1 }),
  eachUnit('10 % convert, a look after each of 28,000 units', { perDay: 1_000, rate: 0.1 }),
]

function converting(rate: number): Behaviour {
  return {
    kind: 'proportion',
    day(units) {
      const converts = binomial(units, rate)
      return (to, chance) => {
        to.n += units
        convert(to, converts(chance))
      }
    },
  }
}

function buying(share: number): Behaviour {
  return {
    kind: 'mean',
    day(units) {
      const buy = binomial(units, share)
      return (to, chance) => {
        const buyers = buy(chance)
        to.n += units
        to.nonzero += buyers
        for (let i = 0; i < buyers; i++) {
          const paid = lognormal(chance)
          to.sum += paid
          to.sum_squares += paid * paid
        }
      }
    },
  }
}

/** So many units in each variant a day, a look at the end of each. */
function daily(name: string, behaviour: Behaviour, [control, variant]: Split): Scenario {
  const ofControl = behaviour.day(control)
  const ofVariant = behaviour.day(variant)
  return {
    ...{ name, kind: behaviour.kind, isEven: true, isLopsided: false },
    play(chance, look) {
      const [a, b] = [nobody(), nobody()]
      for (let day = 1; day <= DAYS; day++) {
        ofControl(a, chance)
        ofVariant(b, chance)
        look(day * DAY, a, b)
      }
    },
  }
}

function lopsided(scenario: Scenario): Scenario {
  return { ...scenario, isLopsided: true }
}

/** All are exposed on the first day and counted at once (no window); who converts does it on any of the days. */
function cohort(name: string, { units, rate }: { units: number; rate: number }): Scenario {
  const converts = binomial(units, rate)
  const byDay = (chance: Random) => {
    const days = new Array<number>(DAYS).fill(0)
    for (let left = converts(chance); left > 0; left--) {
      const day = chance.integer(DAYS)
      days[day] = (days[day] ?? 0) + 1
    }
    return days
  }
  return {
    ...{ name, kind: 'proportion', isEven: false, isLopsided: false },
    play(chance, look) {
      const [a, b] = [nobody(units), nobody(units)]
      const [ofControl, ofVariant] = [byDay(chance), byDay(chance)]
      for (let day = 1; day <= DAYS; day++) {
        convert(a, ofControl[day - 1] ?? 0)
        convert(b, ofVariant[day - 1] ?? 0)
        look(day * DAY, a, b)
      }
    },
  }
}

/** Each unit falls into one of the halves by chance, and is looked at as soon as it is there. */
function eachUnit(name: string, { perDay, rate }: { perDay: number; rate: number }): Scenario {
  return {
    ...{ name, kind: 'proportion', isEven: true, isLopsided: false },
    play(chance, look) {
      const [a, b] = [nobody(), nobody()]
      for (let unit = 1; unit <= DAYS * perDay; unit++) {
        const variant = chance.chance(0.5) ? a : b
        variant.n++
        if (chance.chance(rate)) convert(variant, 1)
        look((unit / perDay) * DAY, a, b)
      }
    },
  }
}

function nobody(n = 0): Totals {
  return { n, sum: 0, sum_squares: 0, nonzero: 0 }
}

function convert(to: Totals, units: number): void {
  to.sum += units
  to.sum_squares += units
  to.nonzero += units
}
