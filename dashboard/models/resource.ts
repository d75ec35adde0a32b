import { batch, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import { Problem } from '../api.ts'
import { comesBack } from './again.ts'

/** An answer that follows its question: the newest asked, the old one kept on show until then. */
export interface Resource<Answer> {
  data: ReadonlySignal<Answer | undefined>
  problem: ReadonlySignal<Problem | undefined>
  /** Asked and not yet answered: epoch ms of the asking, undefined when at rest. */
  since: ReadonlySignal<number | undefined>
  /** The reader stopped it before there was an answer. */
  stopped: ReadonlySignal<boolean>
  ask: () => void
  /** Stops what is under way, at the reader's wish. */
  stop: () => void
  dispose: () => void
}

/** Whether it has been answered, or refused: what depends on it need not wait any longer. */
export function isKnown({ data, problem }: Resource<unknown>): boolean {
  return data.value !== undefined || problem.value !== undefined
}

/** What it says once nothing is under way any more. */
export async function atRest<Answer>({
  data,
  since,
}: Resource<Answer>): Promise<Answer | undefined> {
  while (since.peek() !== undefined) await nextChange(since)
  return data.peek()
}

function nextChange(of: ReadonlySignal<unknown>): Promise<void> {
  const now = of.peek()
  return new Promise((resolve) => {
    const stop = of.subscribe((value) => {
      if (value === now) return
      stop()
      resolve()
    })
  })
}

export type Fetch<Answer> = (signal: AbortSignal) => Promise<Answer>

/** What to ask: `key` says when two questions are the same; undefined asks nothing. */
export interface Question<Answer> {
  key: string
  fetch: Fetch<Answer>
  /** Whose answer it is, where another's must not stay on show until it comes. */
  of?: string
}

const REMEMBERED = 80
const remembered = new Map<string, unknown>()

function remember(key: string, answer: unknown): void {
  remembered.delete(key)
  remembered.set(key, answer)
  const oldest = remembered.keys().next().value
  if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest)
}

/** Drops every kept answer, as after signing out. */
export function forgetAnswers(): void {
  remembered.clear()
}

const mounted = new Set<Pick<Resource<unknown>, 'ask' | 'problem' | 'since'>>()

/** Asks everything on show again, quietly. */
export function refreshAll(): void {
  for (const { ask } of mounted) ask()
}

/** Asks again what is on show as refused for now, and leaves alone what is there or under way. */
export function askRefused(): void {
  for (const { ask, problem, since } of mounted) {
    const refused = problem.peek()
    if (refused && comesBack(refused) && since.peek() === undefined) ask()
  }
}

let turns = 0
const waiting = new Map<number, () => void>()

/**
 * One change of the address sets many effects off, in no order. When all have run, the questions that are left
 * are asked in the order their resources were made, so that what stands on top is answered first and nothing is
 * begun to be broken off.
 */
function askInTurn(turn: number, ask: () => void): void {
  if (waiting.size === 0) queueMicrotask(askWaiting)
  waiting.set(turn, ask)
}

function askWaiting(): void {
  const asks = [...waiting].toSorted(([a], [b]) => a - b)
  waiting.clear()
  for (const [, ask] of asks) ask()
}

/**
 * Keeps an answer to whatever `question` currently asks. A changed question cancels the one under
 * way; an answer seen before is shown at once and asked anew behind it.
 */
export function resource<Answer>(question: () => Question<Answer> | undefined): Resource<Answer> {
  const data = signal<Answer>()
  const problem = signal<Problem>()
  const since = signal<number>()
  const stopped = signal(false)
  const turn = turns++
  let current: Question<Answer> | undefined
  let underWay: AbortController | undefined

  const cancel = (): void => {
    underWay?.abort()
    underWay = undefined
    since.value = undefined
  }
  const ask = async (): Promise<void> => {
    cancel()
    if (!current) return
    const { key, fetch } = current
    stopped.value = false
    const controller = new AbortController()
    underWay = controller
    since.value = Date.now()
    const outcome = await settle(fetch(controller.signal))
    if (underWay !== controller) return
    if (outcome.answer !== undefined) remember(key, outcome.answer)
    batch(() => {
      since.value = undefined
      problem.value = outcome.problem
      if (!outcome.problem) data.value = outcome.answer
    })
  }
  const unfollow = effect(() => {
    const next = question()
    if (next?.key === current?.key) return
    const isOfAnother = next?.of !== current?.of
    current = next
    untracked(() => {
      const kept = next && (remembered.get(next.key) as Answer | undefined)
      cancel()
      batch(() => {
        if (kept !== undefined || isOfAnother) data.value = kept
        // What was refused was another question.
        problem.value = undefined
        if (next) since.value = Date.now()
      })
    })
    if (next) askInTurn(turn, ask)
  })
  const own = { ask, problem, since }
  mounted.add(own)
  const stop = (): void => {
    cancel()
    stopped.value = true
  }
  const dispose = (): void => {
    unfollow()
    waiting.delete(turn)
    cancel()
    mounted.delete(own)
  }
  return { data, problem, since, stopped, ask, stop, dispose }
}

interface Outcome<Answer> {
  answer?: Answer
  problem?: Problem
}

async function settle<Answer>(promise: Promise<Answer>): Promise<Outcome<Answer>> {
  try {
    return { answer: await promise }
  } catch (failure) {
    if (failure instanceof Problem) return { problem: failure }
    if (failure instanceof DOMException) return {}
    throw failure
  }
}
