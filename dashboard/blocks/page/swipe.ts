import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { stepPeriod } from '../../models/view.ts'

interface Point {
  x: number
  y: number
}

/** A finger's way counts from here on: well beyond a tap, a third of a small phone. */
const FAR = 90
/** Browsers go back and forth by swipes from here. */
const EDGE = 24

/** Where a swipe leads: to the period before (−1), after (1), or nowhere (0): it was short, or rather down than across. */
export function swiped(from: Point, to: Point, width: number): -1 | 0 | 1 {
  const [across, down] = [to.x - from.x, Math.abs(to.y - from.y)]
  const isFromEdge = from.x < EDGE || from.x > width - EDGE
  if (isFromEdge || Math.abs(across) < FAR || Math.abs(across) < down * 2) return 0
  return across > 0 ? -1 : 1
}

/** What a finger draws on or types in, and what lies above the page. */
const OWN = '.chart, input, textarea, select, dialog, [popover]'

/** Whether a finger there moves something else: what it touches has a use for it, or scrolls across, or is enlarged. */
function isOwn(target: EventTarget | null, page: Element): boolean {
  if (!(target instanceof Element) || target.closest(OWN) !== null) return true
  if ((visualViewport?.scale ?? 1) > 1) return true
  for (let at: Element | null = target; at && at !== page; at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth && /auto|scroll/u.test(getComputedStyle(at).overflowX)) {
      return true
    }
  }
  return false
}

/** On touch a swipe across the page shows the period before or after. */
export function useSwipe(page: RefObject<HTMLElement>, isTimed: boolean): void {
  // Before anything is painted that a finger may swipe across.
  useLayoutEffect(() => {
    const shown = page.current
    if (!(shown && isTimed)) return undefined
    let from: Point | undefined
    const start = ({ touches, target }: TouchEvent) => {
      const [touch] = touches
      const isSwipe = touches.length === 1 && !isOwn(target, shown)
      from = touch && isSwipe ? pointOf(touch) : undefined
    }
    const end = ({ changedTouches }: TouchEvent) => {
      const [touch] = changedTouches
      const steps = from && touch ? swiped(from, pointOf(touch), innerWidth) : 0
      from = undefined
      if (steps !== 0) stepPeriod(steps)
    }
    const leave = () => {
      from = undefined
    }
    shown.addEventListener('touchstart', start, { passive: true })
    shown.addEventListener('touchend', end, { passive: true })
    shown.addEventListener('touchcancel', leave, { passive: true })
    return () => {
      shown.removeEventListener('touchstart', start)
      shown.removeEventListener('touchend', end)
      shown.removeEventListener('touchcancel', leave)
    }
  }, [page, isTimed])
}

function pointOf({ clientX: x, clientY: y }: Touch): Point {
  return { x, y }
}
