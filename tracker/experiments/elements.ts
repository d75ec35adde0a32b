import { quiet } from '../quiet.ts'
import type { Made } from './changes.ts'
import type { InlinedChange } from './inlined.ts'

/** ms that what changes is hidden at most, and that an element may take to be whole. */
export const PATIENCE = 500
/** So often, in so many ms, a page's own change is changed again: https://github.com/growthbook/growthbook/issues/6402 */
const MOST = 20
const PAUSE = 100

/** Adopted, because a policy without 'unsafe-inline' stops a style element: https://www.w3.org/TR/CSP3/#directive-style-src */
export const adopt = (css: string): (() => void) => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
  return () => sheet.replaceSync('')
}

/** For a while, and in its place. */
const hide = quiet((selector: string) => {
  const reveal = adopt(`${selector}{visibility:hidden!important}`)
  setTimeout(reveal, PATIENCE)
  return reveal
})

/** Parsed to its end, as what comes behind it shows. */
const isWhole = (node: Node | null): unknown =>
  node &&
  (document.readyState !== 'loading' ||
    node.nextSibling ||
    performance.now() > PATIENCE ||
    isWhole(node.parentNode))

/** Makes a change wherever its selector finds something, as often as it is asked to show it; and takes it back. */
export const change = ([op, waits, selector, value, name]: InlinedChange) => {
  const made = new Map<HTMLElement, Made>()
  const reveal = waits ? hide(selector) : undefined
  let times = 0
  const mayAgain = (): boolean => {
    if (!times++)
      setTimeout(() => {
        times = 0
      }, PAUSE)
    return times < MOST
  }
  const show = (element: HTMLElement): void => {
    const was = made.get(element)
    if (was ? was[1]?.() === false && mayAgain() : !waits || isWhole(element)) {
      const now = __OPS__[op]?.(element, value, name as string, adopt)
      if (now) made.set(element, now)
      reveal?.()
    }
  }
  return [
    () => document.querySelectorAll<HTMLElement>(selector).forEach(show),
    () => {
      reveal?.()
      for (const [undo] of made.values()) quiet(undo)()
    },
  ] as const
}
