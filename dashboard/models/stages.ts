import { computed } from '@preact/signals'
import type { Goal } from '../../collector/settings/goals.ts'
import { namesIn, upToPaying } from './named-goals.ts'
import { addDays } from './period.ts'
import { type ReportAnswer, type ReportRequest, reportQuestion } from './report.ts'
import { goals } from './things.ts'
import { aloneRequest, view } from './view.ts'

export type StagesAnswer = ReportAnswer<'stages'>
export type Stage = StagesAnswer['stages'][number]

/** As the report takes them. */
export const FEWEST_STAGES = 2
export const MOST_STAGES = 12
/** Rows of a table as a file. */
const MOST_ROWS = 1_000

/** Of people's first visit ever, the usual first. */
export const TOUCHES = ['channel', 'source', 'campaign'] as const
export type Touch = (typeof TOUCHES)[number]

interface Chosen {
  /** Names of goals from lead to won. */
  stages: string[]
  /** What the address asks for and no goal is called. */
  unknown: string[]
}

type Named = Pick<Goal, 'name' | 'value'>

/** The stages that the address names, each once; where those are fewer than two, the site's goals up to the one that pays. */
export function stagesIn(option: string | undefined, known: readonly Named[]): Chosen {
  const names = known.map(({ name }) => name)
  const asked = [...new Set(namesIn(option))]
  const unknown = asked.filter((name) => !names.includes(name))
  const stages = asked.filter((name) => names.includes(name)).slice(0, MOST_STAGES)
  if (stages.length >= FEWEST_STAGES) return { stages, unknown }
  const way = upToPaying(known)
  return { stages: (way.length < FEWEST_STAGES ? names : way).slice(-MOST_STAGES), unknown }
}

/** Undefined until the goals are known, and where they are too few to lead anywhere. */
export const stagesInView = computed((): Chosen | undefined => {
  const known = goals.data.value
  if (!known || known.length < FEWEST_STAGES) return undefined
  return stagesIn(view.value.options.stages, known)
})

export function touchInView(): Touch {
  return TOUCHES.find((one) => one === view.value.options.by) ?? 'channel'
}

type Split = Pick<ReportRequest<'stages'>, 'dimension' | 'limit'>

export function stagesQuestion(split: Split = {}) {
  const chosen = stagesInView.value
  if (!chosen) return undefined
  return reportQuestion('stages', { ...aloneRequest.value, stages: chosen.stages, ...split })
}

/** As a page offers them, the usual first. */
export const STAGE_STATES = ['reached', 'pending'] as const

/** Of the stage whose bar is chosen: its place, and whether those who reached it are meant or those who may still. */
export const chosenStage = computed(() => {
  const { stage: goal, who } = view.value.options
  const place = stagesInView.value?.stages.indexOf(goal ?? '') ?? -1
  if (goal === undefined || place < 0) return undefined
  const state = place === 0 ? 'reached' : (STAGE_STATES.find((one) => one === who) ?? 'reached')
  return { goal, place, state }
})

export function stagePeopleQuestion(limit: number) {
  const [chosen, asked] = [chosenStage.value, stagesInView.value]
  if (!chosen || !asked) return undefined
  const { goal, place: stage, state } = chosen
  const { stages } = asked
  const request = { ...aloneRequest.value, stages, stage, state, limit }
  const question = reportQuestion('stages/people', request)
  // Others' numbers must not stand under these words until theirs come.
  return question && { ...question, of: `${goal} ${state}` }
}

/** They as a file. */
export function stagePeopleTable(): string | undefined {
  return stagePeopleQuestion(MOST_ROWS)?.key
}

/** All rows by first touch as one table, for a file. */
export function touchTable(): string | undefined {
  return stagesQuestion({ dimension: touchInView(), limit: MOST_ROWS })?.key
}

/** With a stage changed places with the one before. */
export function movedUp(stages: readonly string[], place: number): string[] {
  const [before, own] = [stages[place - 1], stages[place]]
  if (before === undefined || own === undefined) return [...stages]
  return stages.toSpliced(place - 1, 2, own, before)
}

/** The goals that may stand at a place: its own, and those at none. */
export function goalsAt(
  stages: readonly string[],
  place: number,
  names: readonly string[],
): string[] {
  return names.filter((name) => name === stages[place] || !stages.includes(name))
}

/** Of those who came to the first stage: 5, 3 and 2 people are 1, 0.6 and 0.4. */
export function reachOf(stages: readonly Pick<Stage, 'people'>[]): number[] {
  const first = stages[0]?.people ?? 0
  return stages.map(({ people }) => (first === 0 ? 0 : people / first))
}

/** The place of the stage that the smallest share goes on to, of equals the first; undefined where nobody could, or all do. */
export function narrowest(stages: readonly Pick<Stage, 'from_previous'>[]): number | undefined {
  const rates = stages.map(({ from_previous }) => from_previous ?? 1)
  const least = Math.min(...rates)
  return least < 1 ? rates.indexOf(least) : undefined
}

/** Whether the last days lie so late that half of those won took longer than there has been time for. */
export function isYoung(cycleDays: number | null, to: string, today: string): boolean {
  return cycleDays !== null && addDays(to, Math.floor(cycleDays)) >= today
}
