import { type ReadonlySignal, signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { Change } from '../../collector/settings/experiments/changes.ts'
import { ask, Problem } from '../api.ts'
import { experiments } from './experiments.ts'
import { siteDomain } from './sites.ts'

/** ms after the last key. */
const PAUSE = 600

export interface DraftPreview {
  /** By what a page of the site asks for what is filled in; undefined until something of it can be shown. */
  token: string | undefined
  /** Whether the latest of it is what is shown: what was typed last may not be whole yet. */
  whole: boolean
  /** Why the latest of it is not shown. */
  problem: Problem | undefined
}

interface Previewing {
  preview: ReadonlySignal<DraftPreview>
  /** What is filled in now: handed over after a pause, and after what was handed over before. */
  write: (changes: Change[]) => void
  /** The form is left. */
  leave: () => void
}

/** Hands what is filled in over, the latest alone and one after the other: a page never goes back to what was before. */
export function previewing(pause = PAUSE): Previewing {
  const preview = signal<DraftPreview>({ token: undefined, whole: false, problem: undefined })
  const leaving = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let written: Change[] | undefined
  let underWay = false

  const handOver = async (): Promise<void> => {
    if (underWay || written === undefined) return
    const changes = written
    written = undefined
    underWay = true
    const { token } = preview.peek()
    const next = await stateAfter(keep(changes, token, leaving.signal), token).finally(() => {
      underWay = false
    })
    if (next === undefined) return
    preview.value = { ...next, whole: next.whole && written === undefined }
    await handOver()
  }
  const write = (changes: Change[]) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      written = changes
      void handOver()
    }, pause)
  }
  const leave = () => {
    clearTimeout(timer)
    leaving.abort()
  }
  return { preview, write, leave }
}

/** Hands what a variant is to do to the tab that shows it, as it is filled in; nothing where no tab could. */
export function useDraftPreview(changes: readonly Change[]): DraftPreview {
  const { preview, write, leave } = useMemo(() => previewing(), [])
  const written = JSON.stringify(changes)
  const may = mayPreview()
  useEffect(() => {
    if (may) write(JSON.parse(written))
  }, [written, may])
  useEffect(() => leave, [])
  return preview.value
}

/** What it came to; undefined: broken off. */
async function stateAfter(
  keeping: ReturnType<typeof keep>,
  token: string | undefined,
): Promise<DraftPreview | undefined> {
  try {
    return { token: (await keeping).token, whole: true, problem: undefined }
  } catch (failure) {
    if (failure instanceof Problem) return { token, whole: false, problem: failure }
    if (failure instanceof DOMException) return undefined
    throw failure
  }
}

function keep(changes: Change[], token: string | undefined, leaving: AbortSignal) {
  const param = { site: siteDomain.peek() ?? '' }
  const body = { changes, ...(token && { token }) }
  return ask('POST', '/api/sites/:site/draft-previews', { param, body, signal: leaving })
}

/** Whether the site's script looks for previews: where nothing is drafted or runs, it is the same as without experiments. */
export function mayPreview(): boolean {
  return (experiments.data.value ?? []).some(({ archived }) => !archived)
}
