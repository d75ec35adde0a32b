import { expect } from 'vitest'
import {
  eventsIn,
  figures,
  type Mapped,
  mapped,
  random,
  readTimes,
  shuffled,
  stored,
  told,
} from './mapped.ts'

export const MINUTE = 60_000
export const MIDNIGHT = Date.UTC(2026, 2, 10)
export const DAY = 86_400_000

export type Next = () => number
export type Line = { id: string; at: number } & Record<string, unknown>

export const pick = <T>(next: Next, ...of: readonly T[]) => of[Math.floor(next() * of.length)] as T
export const idOf = (index: number) => `event-${String(index).padStart(5, '0')}`

/** Takes them a few at a time; now and then the process ends and what it remembered is gone. */
function takeInParts(one: Mapped, lines: readonly object[], next: Next): void {
  for (let from = 0; from < lines.length; ) {
    const size = 1 + Math.floor(next() * 4)
    expect(new Set(one.take(lines.slice(from, from + size)))).toEqual(new Set(['accepted']))
    from += size
    if (next() < 0.1) one.writer.forget()
    if (next() < 0.1) one.settle()
  }
  one.settle()
}

/** Runs it for many seeds: events, shuffled, taken in parts. A failure names its seed. */
export function forSeeds(
  runs: number,
  make: (next: Next) => Line[],
  check: (one: Mapped, lines: Line[], next: Next) => void,
): void {
  for (let seed = 1; seed <= runs; seed++) {
    const next = random(seed)
    const all = shuffled(make(next), next)
    const one = mapped(MIDNIGHT + DAY)
    try {
      takeInParts(one, all, next)
      expect(eventsIn(one.store)).toHaveLength(all.length)
      check(one, all, next)
    } catch (error) {
      throw new Error(`seed ${seed}: ${JSON.stringify(all)}`, { cause: error })
    }
  }
}

export function expectAsTold({ store }: Mapped): void {
  expect(stored(store)).toEqual(told(store))
  const read = readTimes(store)
  expect(read.stored).toEqual(read.told)
  const row = figures(store)
  expect(row.stored).toEqual(row.told)
}
