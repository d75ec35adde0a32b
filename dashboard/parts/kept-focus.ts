const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]:not([tabindex="-1"])'
const LOADING = '.skeleton, [aria-busy="true"]'

/** A country on a map has the focus as a button does. */
type Stop = HTMLElement | SVGElement

/** An element around what had the focus, and which of the stops in it that was. */
interface Around {
  element: Element
  place: number
}

interface Held {
  element: Stop
  said: string
  around: Around[]
  path: string
}

/**
 * Where what has the focus is taken out of the page, browsers let it fall to the page's beginning. Whoever uses the keyboard finds
 * it at the same thing drawn anew, else at what took its place; on another page, at its heading.
 */
export function keepFocus(page: Document = document): void {
  let held: Held | undefined
  page.addEventListener('focusin', ({ target }) => {
    held = isElement(target) && target.matches(':focus-visible') ? heldAt(target) : undefined
  })
  // A press elsewhere gives the focus up.
  page.addEventListener('pointerdown', () => {
    held = undefined
  })
  const observer = new MutationObserver(() => {
    if (!held || held.element.isConnected || page.activeElement !== page.body) return
    const next = successor(held)
    if (next === 'later') return
    held = undefined
    next?.focus({ preventScroll: next.tagName === 'H1' })
  })
  observer.observe(page.body, { childList: true, subtree: true })
}

function isElement(target: EventTarget | null): target is Stop {
  return target instanceof HTMLElement || target instanceof SVGElement
}

function heldAt(element: Stop): Held {
  const around: Around[] = []
  for (let one = element.parentElement; one; one = one.parentElement)
    around.push({ element: one, place: stopsIn(one).indexOf(element) })
  return { element, said: saidOf(element), around, path: location.pathname }
}

/** What gets the focus; `later` while what is to come is still loaded. */
function successor({ said, around, path }: Held): Stop | 'later' | undefined {
  if (path !== location.pathname) return headingHere() ?? 'later'
  for (const { element, place } of around.filter(({ element }) => element.isConnected)) {
    if (element.querySelector(LOADING)) return 'later'
    const stops = stopsIn(element)
    const same = stops.find((one) => saidOf(one) === said)
    const next = same ?? stops[Math.min(place, stops.length - 1)]
    if (next) return next
  }
  return undefined
}

/** A page's heading takes the focus, and is no stop of the tab key. */
function headingHere(): HTMLElement | undefined {
  const heading = document.querySelector<HTMLElement>('main h1')
  if (heading) heading.tabIndex = -1
  return heading ?? undefined
}

function stopsIn(element: Element): Stop[] {
  return [...element.querySelectorAll<Stop>(FOCUSABLE)].filter(
    (one) => one.getClientRects().length > 0,
  )
}

/** By what it is told from the others. */
function saidOf(element: Stop): string {
  return `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`
}
