import { change } from './elements.ts'
import type { InlinedChange } from './inlined.ts'

/** As `/t/<site>.js?draft=<token>` answers it. */
export interface Draft {
  changes: readonly InlinedChange[]
  /** Where a variant sends to. */
  redirect: string | null
}

/** ms between looks whether it was changed. */
const PAUSE = 2_000

/** What may become of a look. */
export type Followed = 'shown' | 'broken' | 'ended'

/** Shows what a form has for a variant, and follows it as it is changed there. */
export const follow = (
  address: string,
  tell: (state: Followed, redirect: string | null) => void,
): void => {
  let known = ''
  let made: ReturnType<typeof change>[] = []
  const leave = (): void => {
    for (const [, undo] of made.splice(0).reverse()) undo()
  }
  const show = (): void => {
    try {
      for (const [make] of made) make()
    } catch {
      leave()
      tell('broken', null)
    }
    watcher.takeRecords()
  }
  const watcher = new MutationObserver(show)
  const all = { attributes: true, characterData: true, childList: true, subtree: true }
  watcher.observe(document, all)
  const look = async (): Promise<void> => {
    const response = await fetch(address, { cache: 'no-store' })
    if (response.status === 404) {
      clearInterval(timer)
      tell('ended', null)
    }
    // A proxy's 502 or a 429 passes: the next look asks again.
    if (!response.ok) return
    const text = await response.text()
    if (text === known) return
    known = text
    const draft = JSON.parse(text) as Draft
    leave()
    made = draft.changes.map(change)
    tell('shown', draft.redirect)
    show()
  }
  // Without the collector it goes on as it is.
  const tried = (): unknown => document.hidden || look().catch(() => undefined)
  const timer = setInterval(tried, PAUSE)
  tried()
}
