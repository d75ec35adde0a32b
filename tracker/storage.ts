import { quiet } from './quiet.ts'

type Key = 'tributary_visitor' | 'tributary_queue' | 'tributary_ignore'

/**
 * What is stored under the key, after storing a value if there is one.
 * Storage can be switched off, full or forbidden to the frame, and then throws on any touch:
 * https://developer.mozilla.org/docs/Web/API/Window/localStorage#exceptions
 */
export const stored = quiet((key: Key, value?: unknown) => {
  if (value != null) localStorage[key] = JSON.stringify(value)
  // A missing one is null: what JSON.parse throws costs 2 ms.
  return JSON.parse(localStorage[key] || null)
})
