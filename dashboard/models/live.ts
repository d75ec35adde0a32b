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
/** It could not be heard, and is asked again. */
const broken = signal(false)

const AGAIN_MS = 3_000

/** Listens for as long as a site is in view, again and again. */
function follow(): void {
  effect(() => {
    const domain = siteDomain.value
    answer.value = undefined
    connected.value = false
    broken.value = false
    if (domain === undefined) return
    const path = sitePath(domain, 'reports/live/stream')
    return guest ? listen(path, listener) : listenSignedIn(path)
  })
}

const listener: Listener = {
  opened() {
    connected.value = true
    broken.value = false
  },
  said(text) {
    answer.value = JSON.parse(text)
  },
  broken() {
    connected.value = false
    broken.value = true
  },
}

/** After a lost connection the browser asks again by itself, after a refusal (of a proxy, say) it gives up for good. */
function listenSignedIn(path: string): () => void {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  function open(): void {
    source = new EventSource(path)
    source.addEventListener('open', listener.opened)
    source.addEventListener('message', ({ data }) => listener.said(data))
    source.addEventListener('error', () => {
      listener.broken()
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_MS)
    })
  }
  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}

export const live = { answer, connected, broken, follow }
