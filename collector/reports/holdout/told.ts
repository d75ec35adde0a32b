import type { AskedExperiment } from '../experiment/asked.ts'
import type { Judgement } from '../experiment/judged.ts'
import { alphaOf, type MeasuredMetric } from '../experiment/measured.ts'
import { figuresOf, surenessOf } from '../experiment/sentence.ts'
import { type HoldoutAnswer, TROUBLES } from './answer.ts'

type Verdict = NonNullable<HoldoutAnswer['compared']>['verdict']

const WORDS = {
  'check the data': 'check the data',
  ship: 'better',
  'roll back': 'worse',
  'no difference worth having': 'unclear',
  'inconclusive at the planned end': 'unclear',
  'keep running': 'unclear',
} as const satisfies Record<Judgement['verdict']['word'], Verdict['word']>

/** What all experiments together bring, in the words of what is known of it. */
export function toldOf(
  { verdict }: Judgement,
  { asked, metric }: { asked: AskedExperiment; metric: MeasuredMetric },
): Verdict {
  const { missing } = verdict
  const trouble = TROUBLES.find((one) => one === verdict.trouble) ?? null
  const told = { word: WORDS[verdict.word], trouble, missing }
  return { ...told, sentence: sentenceOf(told, { asked, metric }) }
}

const TROUBLE = {
  split: 'Check the data: the two groups are not what the share promises.',
  'no exposures': 'Check the data: nobody with an id has been seen yet.',
  contradiction:
    'Check the data: what they showed before and what they show now exclude each other.',
} as const satisfies Record<NonNullable<Verdict['trouble']>, string>

function sentenceOf(
  { word, missing, trouble }: Omit<Verdict, 'sentence'>,
  { asked, metric: { row } }: { asked: AskedExperiment; metric: MeasuredMetric },
): string {
  const [heldOut, others] = row.variants
  if (trouble) return TROUBLE[trouble]
  if (!heldOut || !others) return TROUBLE['no exposures']
  if (word === 'unclear') {
    return missing
      ? `Too early: ${missing.days} days and ${missing.units} people who did it are missing.`
      : 'Nothing is certain yet: with and without experiments cannot be told apart.'
  }
  const head = word === 'better' ? 'Experiments bring more.' : 'Experiments bring less.'
  return `${head} ${figuresOf(row, others, heldOut)} ${surenessOf('always_valid', alphaOf(asked))}`
}
