import { effect, signal } from '@preact/signals'
import type { LiveAnswer } from '../../collector/reports/live.ts'
import { sitePath } from '../api.ts'
import { siteDomain } from './sites.ts'

export type { LiveAnswer }

/** The newest answer of the live report on the site in view. */
const answer = signal<LiveAnswer>()
const connected = signal(false)

/** Listens for as long as a site is in view; the browser connects again by itself after a break. */
function follow(): void {
  effect(() => {
    const domain = siteDomain.value
    answer.value = undefined
    connected.value = false
    if (domain === undefined) return
    const source = new EventSource(sitePath(domain, 'reports/live/stream'))
    source.addEventListener('open', () => {
      connected.value = true
    })
    source.addEventListener('error', () => {
      connected.value = false
    })
    source.addEventListener('message', ({ data }) => {
      answer.value = JSON.parse(data)
    })
    return () => source.close()
  })
}

export const live = { answer, connected, follow }
