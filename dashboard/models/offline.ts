import { computed, signal } from '@preact/signals'
import type { AdPlatform, Kind } from '../../collector/reports/offline/platforms.ts'
import { answerOf, ask, reach, sitePath } from '../api.ts'
import type { Given } from '../routes.ts'
import type { Question } from './resource.ts'
import { mayChange, siteDomain } from './sites.ts'
import { goals, listAt } from './things.ts'
import { aloneRequest, pageInView } from './view.ts'

const ROUTE = '/api/sites/:site/offline-conversions'

export type OfflineAnswer = Given<typeof ROUTE, 'POST'>
export type OfflineExport = Given<
  '/api/sites/:site/offline-conversions/exports',
  'GET'
>['items'][number]

/** What is to go out; `goal` empty: not chosen yet. */
export interface OfflineAsked {
  platform: AdPlatform
  goal: string
  kind: Kind
  repeat: boolean
}

const BLANK: OfflineAsked = { platform: 'google', goal: '', kind: 'conversions', repeat: false }

export const offlineAsked = signal(BLANK)

/** The platforms that can be told of refunds. */
export const TAKES_REFUNDS: ReadonlySet<AdPlatform> = new Set(['google', 'microsoft'])

export function changeOffline(change: Partial<OfflineAsked>): void {
  const next = { ...offlineAsked.peek(), ...change }
  const kind = TAKES_REFUNDS.has(next.platform) ? next.kind : 'conversions'
  offlineAsked.value = { ...next, kind }
}

function body() {
  const { period } = aloneRequest.value
  return { ...offlineAsked.value, period }
}

/** The goal that is chosen, if the site has it: another site's, or one that was removed, is none. */
export const offlineGoal = computed(() => {
  const { goal } = offlineAsked.value
  return goals.data.value?.some(({ id }) => id === goal) ? goal : ''
})

/** What would go out, once a goal is chosen. */
export function offlineQuestion(): Question<OfflineAnswer> | undefined {
  const site = siteDomain.value
  if (site === undefined || offlineGoal.value === '') return undefined
  const asked = body()
  return {
    key: `offline ${site} ${JSON.stringify(asked)}`,
    of: site,
    fetch: (signal) => ask('POST', ROUTE, { param: { site }, body: asked, signal }),
  }
}

/** The files that went out, the newest first. */
export const offlineExports = listAt<OfflineExport>('offline-conversions/exports', {
  may: () => mayChange.value && pageInView.value.startsWith('return'),
})

/** Has the file made, which its events go out with. */
export async function makeOfflineFile(name: string): Promise<Blob> {
  const path = sitePath(siteDomain.peek() ?? '', 'offline-conversions')
  const asked = { ...body(), ...(name && { name }) }
  const response = await reach(path, {
    method: 'POST',
    body: JSON.stringify(asked),
    headers: { 'content-type': 'application/json', accept: 'text/csv' },
  })
  if (!response.ok) await answerOf(response, { path })
  return await response.blob()
}

/** Whether a file is the last of its goal and platform: it alone can be taken back. */
export function isLastExport(one: OfflineExport, all: readonly OfflineExport[]): boolean {
  const same = all.find(({ platform, goal }) => {
    return platform === one.platform && goal.id === one.goal.id
  })
  return same?.id === one.id
}

export async function takeBackExport(id: string): Promise<void> {
  await ask('DELETE', `${ROUTE}/exports/:id`, { param: { site: siteDomain.peek() ?? '', id } })
}
