import { useState } from 'preact/hooks'

let made = 0

/**
 * An id that no other element of the page has. Preact's own `useId` counts from the nearest root anew
 * when that is drawn again, and then labels name the fields of others.
 */
export function useOwnId(): string {
  const [id] = useState(() => `i${++made}`)
  return id
}
