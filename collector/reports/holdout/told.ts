import type { AskedExperiment } from '../experiment/asked.ts'
import type { Judgement } from '../experiment/judged.ts'
import { alphaOf, type MeasuredMetric } from '../experiment/measured.ts'
import { figuresOf, surenessOf } from '../experiment/sentence.ts'
import type { HoldoutAnswer } from './answer.ts'

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
  const { trouble, missing } = verdict
  const told = { word: WORDS[verdict.word], trouble, missing }
  return { ...told, sentence: sentenceOf(told, { asked, metric }) }
}

function sentenceOf(
  { word, missing }: Omit<Verdict, 'sentence'>,
  { asked, metric: { row } }: { asked: AskedExperiment; metric: MeasuredMetric },
): string {
  const [heldOut, others] = row.variants
  if (word === 'check the data' || !heldOut || !others) {
    return 'Check the data: the two groups are not what the share promises.'
  }
  if (word === 'unclear') {
    return missing
      ? `Too early: ${missing.days} days and ${missing.units} people who did it are missing.`
      : 'Nothing is certain yet: with and without experiments cannot be told apart.'
  }
  const head = word === 'better' ? 'Experiments bring more.' : 'Experiments bring less.'
  return `${head} ${figuresOf(row, others, heldOut)} ${surenessOf('always_valid', alphaOf(asked))}`
}
