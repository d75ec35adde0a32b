import type { Experiment } from '../../collector/settings/experiments/definition.ts'
import { ask } from '../api.ts'
import { history } from './history.ts'
import { siteDomain } from './sites.ts'
import { annotations, listOf } from './things.ts'

export type { Experiment }

export const experiments = listOf('experiments')

/** Lists of experiments by the tab they stand in. */
export const SHELVES = {
  experiments: ['running', 'paused'],
  'experiments/drafts': ['draft'],
  'experiments/done': ['stopped'],
} as const satisfies Record<string, readonly Experiment['status'][]>
export type Shelf = keyof typeof SHELVES

export function isShelf(page: string): page is Shelf {
  return Object.hasOwn(SHELVES, page)
}

interface Wanted {
  shelf: Shelf
  find: string
  archived: boolean
}

/** Those of a shelf, the latest started first; of what was put away where it is asked for, or looked for. */
export function onShelf(
  all: readonly Experiment[],
  { shelf, find, archived }: Wanted,
): Experiment[] {
  const states: readonly string[] = SHELVES[shelf]
  const sought = find.trim().toLowerCase()
  const isSought = (one: Experiment) =>
    wordsOf(one).some((text) => text.toLowerCase().includes(sought))
  const isShown = (one: Experiment) => archived || sought !== '' || !one.archived
  return all
    .filter((one) => states.includes(one.status) && isShown(one) && isSought(one))
    .toSorted((a, b) => sinceOf(b).localeCompare(sinceOf(a)))
}

/** What one may remember of it: how it is called, what it tried where, and what decided. */
function wordsOf(one: Experiment): string[] {
  const { name, key, hypothesis, owner, target, variants } = one
  const values = variants.flatMap(({ changes }) =>
    changes.flatMap((change) => ('value' in change ? change.value : [])),
  )
  const goals = metricsOf(one).map(({ goal }) => goal)
  return [name, key, hypothesis, owner, ...target.urls, ...goals, ...values]
}

function metricsOf({ metrics }: Experiment) {
  return [...[metrics.primary ?? []].flat(), ...metrics.secondary, ...metrics.guardrails]
}

/** When it was started last, or made. */
export function sinceOf({ phases, created_at }: Experiment): string {
  return phases.at(-1)?.started_at ?? created_at
}

export type Step = 'start' | 'pause' | 'stop'

/** Starts, pauses or stops it. */
export async function takeStep(key: string, step: Step, body: object = {}): Promise<void> {
  const param = { site: siteDomain.peek() ?? '', id: key }
  await ask('POST', `/api/sites/:site/experiments/:id/${step}`, { param, body })
  askAgain()
}

/** After a change: what became of one stands among the notes and in the history, too. */
export function askAgain(): void {
  experiments.ask()
  annotations.ask()
  history.ask()
}

/** What is stored of one without what the program keeps itself. */
export function definitionOf(experiment: Experiment) {
  const { status: _, winner: __, phases: ___, created_at: ____, ...definition } = experiment
  return definition
}
