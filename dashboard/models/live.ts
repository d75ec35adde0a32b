import { effect, signal } from '@preact/signals'
import type { LiveAnswer } from '../../collector/reports/live.ts'
import { sitePath } from '../api.ts'
import { guest } from '../opened-as.ts'
import { type Listener, listen } from './event-stream.ts'
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
    const path = sitePath(domain, 'reports/live/stream')
    return guest ? listen(path, listener) : listenSignedIn(path)
  })
}

const listener: Listener = {
  opened() {
    connected.value = true
  },
  said(text) {
    answer.value = JSON.parse(text)
  },
  broken() {
    connected.value = false
  },
}

function listenSignedIn(path: string): () => void {
  const source = new EventSource(path)
  source.addEventListener('open', listener.opened)
  source.addEventListener('error', listener.broken)
  source.addEventListener('message', ({ data }) => listener.said(data))
  return () => source.close()
}

export const live = { answer, connected, follow }
