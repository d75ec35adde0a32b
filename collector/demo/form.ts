import { DAY, HOUR } from '../durations.ts'

/** Days of the demo on which the sign-up form became easier. */
export const SHORTER_FORM_DAY = 18
export const GOOGLE_BUTTON_DAY = 41

/** Of those who chose a plan how many sent the form that there was from that day on; the last that fits. */
const SENT: readonly (readonly [from: number, share: number])[] = [
  [0, 0.56],
  [SHORTER_FORM_DAY, 0.72],
  [GOOGLE_BUTTON_DAY, 0.88],
]

export function shareThatSends(day: number): number {
  return SENT.findLast(([from]) => from <= day)?.[1] ?? 0
}

const TUESDAY = 2

/** The start of the day on which the form broke: the first Tuesday from day 74 on. */
export function brokenDay(start: number): number {
  const day = start + 74 * DAY
  return day + ((TUESDAY - new Date(day).getUTCDay() + 7) % 7) * DAY
}

const BROKE = 2 * HOUR
const MENDED = 23 * HOUR
/** Where the layout of phones and tablets ends. */
const WIDE = 1_000

/** Whether a screen like `1920x1080` shows the form in its wide layout. */
export function isWide(screen: string): boolean {
  return Number(screen.split('x')[0]) > WIDE
}

/** Whether the form could not be sent just then: the wide layout had lost its button. */
export function isBroken(start: number, at: number, screen: string): boolean {
  const time = at - brokenDay(start)
  return BROKE <= time && time < MENDED && isWide(screen)
}
