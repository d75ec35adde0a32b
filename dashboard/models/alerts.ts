import type { Preview } from '../../collector/alerts/preview.ts'
import type { AlertEvent } from '../../collector/settings/alert-states.ts'
import type { Alert } from '../../collector/settings/alerts.ts'
import { ask } from '../api.ts'
import type { AlertWritten } from './alert-draft.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'
import { addThing, listOf, removeThing, replaceThing } from './things.ts'

export type { Alert, AlertEvent, Preview }

export const alerts = listOf('alerts')

export function storeAlert(
  domain: string,
  written: AlertWritten,
  id?: string,
): Promise<{ id: string }> {
  return id === undefined
    ? addThing(domain, 'alerts', written)
    : replaceThing(domain, 'alerts', id, written)
}

export function removeAlert(domain: string, { id }: Alert): Promise<void> {
  return removeThing(domain, 'alerts', id)
}

/** It comes back with another id, and begins anew. */
export function restoreAlert(
  domain: string,
  { id: _, status: __, ...written }: Alert,
): Promise<unknown> {
  return addThing(domain, 'alerts', written)
}

export function pauseAlert(
  domain: string,
  { id, status: _, ...written }: Alert,
  paused: boolean,
): Promise<unknown> {
  return replaceThing(domain, 'alerts', id, { ...written, paused })
}

/** Answers to how many ways out a test goes. */
export function testAlert(domain: string, { id }: Alert): Promise<{ sent: number }> {
  return ask('POST', '/api/sites/:site/alerts/:id/test', { param: { site: domain, id } })
}

/** What an alert would have told; undefined while it says too little to be tried. */
export function previewQuestion(written: AlertWritten | undefined): Question<Preview> | undefined {
  const domain = siteDomain.value
  if (domain === undefined || !written) return undefined
  // Nobody is told by a try, and its name says nothing.
  const body = { ...written, name: 'preview', to: [], quiet: undefined }
  const param = { site: domain }
  return {
    key: `alert-previews ${domain} ${JSON.stringify(body)}`,
    of: domain,
    fetch: (signal) => ask('POST', '/api/sites/:site/alert-previews', { param, body, signal }),
  }
}

export function historyQuestion({ id }: Alert): Question<{ items: AlertEvent[] }> | undefined {
  const domain = siteDomain.value
  if (domain === undefined) return undefined
  const sent = { param: { site: domain, id }, query: { limit: 100 } }
  return {
    key: `alerts/${id}/history ${domain}`,
    of: domain,
    fetch: (signal) => ask('GET', '/api/sites/:site/alerts/:id/history', { ...sent, signal }),
  }
}
