import { signal } from '@preact/signals'
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
}

/** Hands what a variant is to do to the tab that shows it, as it is filled in. */
export function useDraftPreview(changes: readonly Change[]): DraftPreview {
  const preview = useMemo(() => signal<DraftPreview>({ token: undefined, whole: false }), [])
  const written = JSON.stringify(changes)
  useEffect(() => {
    const timer = setTimeout(async () => {
      const { token } = preview.peek()
      try {
        const kept = await keep(JSON.parse(written), token)
        preview.value = { token: kept.token, whole: true }
      } catch (failure) {
        if (!(failure instanceof Problem)) throw failure
        preview.value = { token, whole: false }
      }
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [written])
  return preview.value
}

function keep(changes: Change[], token: string | undefined) {
  const param = { site: siteDomain.peek() ?? '' }
  const body = { changes, ...(token && { token }) }
  return ask('POST', '/api/sites/:site/draft-previews', { param, body })
}

/** Whether the site's script looks for previews: where nothing is drafted or runs, it is the same as without experiments. */
export function mayPreview(): boolean {
  return (experiments.data.value ?? []).some(({ archived }) => !archived)
}
