import { random } from '../../demo/random.ts'
import { judge, type Side, type Wrong } from './judge.ts'
import type { Scenario } from './scenarios.ts'

export interface Simulation {
  /** A/A tests of each scenario. */
  tests: number
  seed: number
  /** Told 0–1 while a scenario runs. */
  progress(share: number): void
}

/** How many of the tests were wrong, by who said so. */
export interface Simulated {
  name: string
  isLopsided: boolean
  tests: number
  once: number
  peeking: number
  bayesian: number
  /** Undefined where units do not come evenly. */
  planned: number | undefined
  sequence: Record<Side, number>
  verdict: Record<Side, number>
}

/** Between two tellings of the progress. */
const STEPS = 100

/** Each test has a chance of its own, so that fewer of them are the first of more. */
export function simulate(scenario: Scenario, place: number, of: Simulation): Simulated {
  const { tests, seed, progress } = of
  const counts = none(scenario, tests)
  for (let test = 0; test < tests; test++) {
    count(counts, judge(scenario, random(seed, place, test)))
    if ((test + 1) % Math.ceil(tests / STEPS) === 0) progress((test + 1) / tests)
  }
  progress(1)
  return counts
}

function none({ name, isLopsided, isEven }: Scenario, tests: number): Simulated {
  return {
    ...{
      name,
      isLopsided,
      tests,
      once: 0,
      peeking: 0,
      bayesian: 0,
      planned: isEven ? 0 : undefined,
    },
    sequence: { better: 0, worse: 0 },
    verdict: { better: 0, worse: 0 },
  }
}

function count(counts: Simulated, wrong: Wrong): void {
  counts.once += Number(wrong.once)
  counts.peeking += Number(wrong.peeking)
  counts.bayesian += Number(wrong.bayesian)
  if (counts.planned !== undefined) counts.planned += Number(wrong.planned)
  if (wrong.sequence) counts.sequence[wrong.sequence]++
  if (wrong.verdict) counts.verdict[wrong.verdict]++
}
