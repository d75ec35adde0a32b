import type { PersonUse } from './use.ts'

/** Days before a renewal in which low health is a risk. */
const RENEWAL_DAYS = 60
/** Below it health is low. */
const LOW_HEALTH = 50
/** Share of what an account's people do that makes one of them matter, and days of silence that make it a risk. */
const MATTERS = 0.3
export const SILENT_DAYS = 14

/** Why an account is at risk, with the numbers that make it so. */
export type Reason =
  /** Health, and the mean that it fell from. */
  | { why: 'falling'; from: number; to: number }
  /** Days until it renews, with health that low. */
  | { why: 'renewal'; days: number; health: number }
  /** Of all that people of the account did in the window so much was theirs, and they have not been seen for so many days. */
  | { why: 'person_silent'; person: number; share: number; days: number }

export interface Told {
  health: number | null
  /** What health fell from; undefined: it does not fall. */
  fallen_from: number | undefined
  /** Days until it renews. */
  renews_in: number | null
  /** The day of the moment that is told of. */
  day: number
  /** Who did anything in the window that ends with it. */
  people: ReadonlyMap<number, PersonUse>
}

export function reasonsOf(told: Told): Reason[] {
  return [...falling(told), ...renewal(told), ...silentPeople(told)]
}

function falling({ health, fallen_from: from }: Told): Reason[] {
  return from === undefined || health === null ? [] : [{ why: 'falling', from, to: health }]
}

function renewal({ health, renews_in: days }: Told): Reason[] {
  if (days === null || health === null || health >= LOW_HEALTH) return []
  return days > RENEWAL_DAYS ? [] : [{ why: 'renewal', days, health }]
}

/** Who did most first; of equals the one known longest. */
function silentPeople({ people, day }: Told): Reason[] {
  const all = [...people.values()].reduce((sum, { events }) => sum + events, 0)
  return [...people]
    .map(([person, { events, last }]) => ({ person, share: events / all, days: day - last }))
    .filter(({ share, days }) => share >= MATTERS && days >= SILENT_DAYS)
    .sort((a, b) => b.share - a.share || a.person - b.person)
    .map((one) => ({ why: 'person_silent', ...one }))
}
