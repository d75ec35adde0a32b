import { useLayoutEffect } from 'preact/hooks'
import { entriesInReach, LETTERS, tabsInReach } from '../../blocks/page/entries.ts'
import { go } from '../../models/address.ts'
import { isTyping } from '../../models/keys.ts'
import { keysOpen, paletteOpen, press } from '../../models/palette.ts'
import type { PeriodName } from '../../models/period.ts'
import { foldSide } from '../../models/side.ts'
import { linkTo, showCompare, showPeriod, stepPeriod, view } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { typeAhead, typedAhead } from '../../parts/typed-ahead.ts'

const PERIOD_KEYS: Record<string, PeriodName> = {
  d: 'today',
  w: 'last7',
  m: 'last30',
  y: '12mo',
  a: 'all',
}

/**
 * ⌘K or Ctrl K for the palette; D W M Y A [ ] for periods, C for the comparison, F for a filter, G and a letter for a page,
 * \ for the navigation, ? for help, when nobody is typing.
 */
export function useShortcuts(): void {
  // Before anything is painted that somebody may press a key upon.
  useLayoutEffect(() => {
    addEventListener('keydown', followKey)
    return () => removeEventListener('keydown', followKey)
  }, [])
}

/** A letter that comes later than this belongs to no `G` any more. */
const CHORD_MS = 1_500
/** When `G` was pressed, in ms of the page's life. */
let chordAt = Number.NEGATIVE_INFINITY

/**
 * The letter of a key: where the layout has no Latin ones, the one that stands in its place.
 * https://github.com/ZimengXiong/ExcaliDash/issues/276
 */
export function letterOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const isForeign = key.length === 1 && !/[\p{ASCII}\p{Script=Latin}]/u.test(key)
  const [, place] = isForeign ? (/^Key([A-Z])$/u.exec(code) ?? []) : []
  return (place ?? key).toLowerCase()
}

function followKey(event: KeyboardEvent): void {
  const key = letterOf(event)
  // Guests have no palette: the browser's own K is theirs.
  if (key === 'k' && (event.metaKey || event.ctrlKey) && !guest) {
    event.preventDefault()
    typedAhead()
    paletteOpen.value = !paletteOpen.peek()
    return
  }
  if (isFinderAwaited(event)) followAhead(event)
  else if (!isTyping(event)) followLetter(event, key)
}

/** A panel closes by Escape of its own accord; the palette is no dialog yet. */
function followAhead(event: KeyboardEvent): void {
  if (event.key === 'Escape') {
    typedAhead()
    paletteOpen.value = false
  } else typeAhead(event)
}

function followLetter(event: KeyboardEvent, key: string): void {
  const isChord = event.timeStamp - chordAt < CHORD_MS
  chordAt = Number.NEGATIVE_INFINITY
  if (isChord) goTo(key)
  else if (key === 'g') chordAt = event.timeStamp
  else runKey(event, key)
}

/** Whether what holds a finder has been opened, and has nothing in it yet. */
function isFinderAwaited(event: KeyboardEvent): boolean {
  if (paletteOpen.peek()) return !isTyping(event)
  return document.querySelector('[data-finds]:popover-open')?.textContent === ''
}

function runKey(event: KeyboardEvent, key: string): void {
  const period = PERIOD_KEYS[key]
  const step = { '[': -1, ']': 1 }[key]
  if (period) showPeriod(period)
  if (step) stepPeriod(step)
  if (key === '?' && !guest) keysOpen.value = true
  if (key === '\\') foldSide()
  if (key === 'c') showCompare(view.peek().compare === 'none' ? 'previous' : 'none')
  // The letter itself is not for the field that opens.
  if (key === 'f' && press('key', 'f')) event.preventDefault()
}

/** To the page that the letter stands for; any other letter does nothing. */
function goTo(letter: string): void {
  const entry = entriesInReach().find(({ name }) => LETTERS[name] === letter)
  const page = entry ? tabsInReach(entry)[0]?.path : undefined
  if (page !== undefined) go(linkTo(page))
  else if (letter === LETTERS.quality && !guest) go(linkTo('quality'))
}
