import type { Experiment } from '../../collector/settings/experiments/definition.ts'
import { ask } from '../api.ts'
import { siteDomain } from './sites.ts'
import { listOf } from './things.ts'

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

/** Those of a shelf, the latest started first; of what was put away only where it is asked for. */
export function onShelf(
  all: readonly Experiment[],
  { shelf, find, archived }: Wanted,
): Experiment[] {
  const states: readonly string[] = SHELVES[shelf]
  const sought = find.trim().toLowerCase()
  const isSought = ({ name, key, hypothesis, owner }: Experiment) =>
    [name, key, hypothesis, owner].some((text) => text.toLowerCase().includes(sought))
  return all
    .filter((one) => states.includes(one.status) && (archived || !one.archived) && isSought(one))
    .toSorted((a, b) => sinceOf(b).localeCompare(sinceOf(a)))
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
  experiments.ask()
}

/** What is stored of one without what the program keeps itself. */
export function definitionOf(experiment: Experiment) {
  const { status: _, winner: __, phases: ___, created_at: ____, ...definition } = experiment
  return definition
}
