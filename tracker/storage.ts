import { quiet } from './quiet.ts'

/**
 * What is stored under the key, after storing a value's JSON if there is one; nothing is left of an empty one.
 * Storage can be switched off, full or forbidden to the frame, and then throws on any touch:
 * https://developer.mozilla.org/docs/Web/API/Window/localStorage#exceptions
 */
export const stored = quiet(
  (key: 'visitor' | 'queue' | 'ignore' | 'experiments', value?: string) => {
    const name = `tributary_${key}`
    if (value) localStorage[name] = value
    else if (value != null) delete localStorage[name]
    // A missing one is null: what JSON.parse throws costs 2 ms.
    return JSON.parse(localStorage[name] || null)
  },
)
