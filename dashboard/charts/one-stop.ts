import { useState } from 'preact/hooks'
import { isPlain } from '../parts/plain-key.ts'
import { nextPlace, type Placed } from './next-place.ts'

interface OneStop {
  /** Key of the place that is the stop; undefined where there is none. */
  at: string | undefined
  onFocus: (key: string) => void
  /** Of the element around them. */
  onKeyDown: (event: KeyboardEvent) => void
}

/**
 * Of hundreds of places, one is a stop of the tab key: the one that was last read, before that `first`. Arrows lead on from
 * there. The elements that `selector` finds stand in the places' order.
 */
export function useOneStop(
  places: readonly Placed[],
  selector: string,
  first = places[0]?.key,
): OneStop {
  const [last, setLast] = useState<string>()
  const at = places.some(({ key }) => key === last) ? last : first
  const onKeyDown = (event: KeyboardEvent) => {
    const around = event.currentTarget
    if (at === undefined || event.shiftKey || !isPlain(event)) return
    const next = places.findIndex(({ key }) => key === nextPlace(places, at, event.key))
    if (next < 0 || !(around instanceof Element)) return
    event.preventDefault()
    around.querySelectorAll<HTMLElement | SVGElement>(selector)[next]?.focus()
  }
  return { at, onFocus: setLast, onKeyDown }
}
