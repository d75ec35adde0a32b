import { useEffect } from 'preact/hooks'
import { isTyping } from '../../models/keys.ts'
import { keysOpen, paletteOpen } from '../../models/palette.ts'
import type { PeriodName } from '../../models/period.ts'
import { foldSide } from '../../models/side.ts'
import { showCompare, showPeriod, stepPeriod, view } from '../../models/view.ts'

const PERIOD_KEYS: Record<string, PeriodName> = {
  d: 'today',
  w: 'last7',
  m: 'last30',
  y: '12mo',
  a: 'all',
}

/** ⌘K or Ctrl K for the palette; D W M Y A [ ] for periods, C for the comparison, \ for the navigation, ? for help, when nobody is typing. */
export function useShortcuts(): void {
  useEffect(() => {
    addEventListener('keydown', followKey)
    return () => removeEventListener('keydown', followKey)
  }, [])
}

function followKey(event: KeyboardEvent): void {
  const key = event.key.toLowerCase()
  if (key === 'k' && (event.metaKey || event.ctrlKey)) {
    event.preventDefault()
    paletteOpen.value = !paletteOpen.peek()
  } else if (!isTyping(event)) runKey(key)
}

function runKey(key: string): void {
  const period = PERIOD_KEYS[key]
  const step = { '[': -1, ']': 1 }[key]
  if (period) showPeriod(period)
  if (step) stepPeriod(step)
  if (key === '?') keysOpen.value = true
  if (key === '\\') foldSide()
  if (key === 'c') showCompare(view.peek().compare === 'none' ? 'previous' : 'none')
}
