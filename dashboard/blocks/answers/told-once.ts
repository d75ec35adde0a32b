import { signal } from '@preact/signals'
import { useLayoutEffect, useState } from 'preact/hooks'

/** The notices on show, in the order in which they came: what each is about. */
let shown: readonly { about: string }[] = []
const changes = signal(0)

/** Whether this is the first of the notices on show that are about the same; the others need not repeat it. */
export function useToldFirst(about: string): boolean {
  const [own] = useState(() => {
    const notice = { about }
    shown = [...shown, notice]
    return notice
  })
  // At once: what is taken away before it was painted has no other effect, and its notice would stay for good.
  useLayoutEffect(
    () => () => {
      shown = shown.filter((notice) => notice !== own)
      changes.value++
    },
    [own],
  )
  // The first one may have gone.
  changes.value
  return shown.find((notice) => notice.about === own.about) === own
}
