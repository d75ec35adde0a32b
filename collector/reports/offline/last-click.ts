import { readParameters } from '../../acquisition/parameters.ts'

/** A click on an ad, as the page that it led to was told of it. */
export interface Click {
  /** Its parameter, like `gclid`. */
  type: string
  /** Case kept. */
  value: string
  /** When its page was first seen, epoch ms. */
  at: number
}

/** What platforms make: no braces of a macro that was never filled in, and nothing that a spreadsheet would run. */
const CLICK_VALUE = /^[\w.~-]{6,500}$/u

/** The click that a stored query tells of; of several parameters the first of the types. */
export function clickIn(query: string, types: readonly string[]): Omit<Click, 'at'> | undefined {
  const parameters = readParameters(query)
  for (const type of types) {
    const value = parameters.find(({ name }) => name === type)?.value ?? ''
    if (CLICK_VALUE.test(value)) return { type, value }
  }
  return undefined
}

/**
 * Each click once, at its first page: whoever reloads the page, or comes back to its address, has not clicked again.
 *
 *     1 March  gclid=A    5 March  gclid=B    6 March  gclid=A again    → A on 1 March, B on 5 March: the last is B
 */
export function distinctClicks(clicks: readonly Click[]): Click[] {
  const first = new Map<string, Click>()
  for (const click of clicks) {
    const known = first.get(click.value)
    if (!known || click.at < known.at) first.set(click.value, click)
  }
  return [...first.values()].sort((a, b) => a.at - b.at)
}

/** The last of clicks in time order that was no later than an instant. */
export function lastBefore(clicks: readonly Click[], at: number): Click | undefined {
  return clicks.findLast((click) => click.at <= at)
}
