import type { Page } from 'playwright-core'

/** Across and down, in CSS pixels: what a fingertip needs. */
const LEAST = 40

/**
 * What of a page one can press and a finger would miss: each with the way to it and its size. It is asked of the browser what
 * lies around the middle, so that what reaches beyond a box counts, and what is covered by another does not.
 *
 * Links and buttons inside of a sentence are left out: their height is the line's, and making room for them would tear the
 * text apart (WCAG 2.5.8, "Inline"). So are marks on a chart, whose place is what they say, and fields that are not to be
 * seen; the chart is read by arrows, and as a table.
 */
export function untouchable(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const PRESSED =
      'a[href], button, input, select, textarea, summary, label, [role="button"], [role="option"]'
    const isSeen = (element: Element) =>
      element.checkVisibility({ opacityProperty: false, visibilityProperty: true }) &&
      element.getBoundingClientRect().width > 1 &&
      element.closest('.unseen, [inert], [aria-hidden="true"]') === null
    /** Text of its own line stands before or after it. */
    const isInSentence = (element: Element) => {
      if (!getComputedStyle(element).display.startsWith('inline')) return false
      const around = element.parentElement
      const isLaidOut = /flex|grid/u.test(around ? getComputedStyle(around).display : '')
      return (
        !isLaidOut &&
        [...(around?.childNodes ?? [])].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
        )
      )
    }
    const isLabelOfField = (element: Element) =>
      element instanceof HTMLLabelElement && !element.querySelector('input')
    const isInLabel = (element: Element) =>
      element instanceof HTMLInputElement && element.closest('label') !== null
    const isMark = (element: Element) => element.closest('svg, .heat, .bubble') !== null
    const isOut = (element: Element) =>
      !isSeen(element) ||
      [isInSentence, isLabelOfField, isInLabel, isMark].some((is) => is(element))
    const isHit = (element: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y)
      return hit !== null && (element === hit || element.contains(hit))
    }
    /** How far one may be off the middle to either side, together. */
    const span = (element: Element, at: (off: number) => [number, number]) => {
      let [before, after] = [0, 0]
      while (before < least && isHit(element, ...at(-before - 1))) before++
      while (after < least && isHit(element, ...at(after + 1))) after++
      return before + after + 1
    }
    const misses = (element: Element) => {
      element.scrollIntoView({ block: 'center', inline: 'center' })
      const { left, top, width, height } = element.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const across = width < least && span(element, (off) => [x + off, y]) < least - 1
      const down = height < least && span(element, (off) => [x, y + off]) < least - 1
      return across || down
    }
    const named = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      const say = (one: Element | null) =>
        one
          ? `${one.tagName.toLowerCase()}${[...one.classList].map((name) => `.${name}`).join('')}`
          : ''
      const size = `${Math.round(width)}×${Math.round(height)}`
      const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim()
      return `${say(element.parentElement?.parentElement ?? null)} > ${say(element.parentElement)} > ${say(element)} ${size} ${words.slice(0, 30)}`
    }
    return [...document.querySelectorAll(PRESSED)]
      .filter((element) => !isOut(element) && misses(element))
      .map(named)
  }, LEAST)
}
