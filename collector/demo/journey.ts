import { DAY, HOUR, SECOND } from '../durations.ts'
import { AGAIN, type Arrival, FIRST } from './arrivals.ts'
import { arrivalsOn } from './arrivals-on.ts'
import { custom } from './customer.ts'
import { effectOf } from './experiments.ts'
import { GOOGLE_BUTTON_DAY, isBroken, isWide, shareThatSends } from './form.ts'
import { ONWARD } from './pages.ts'
import { browser } from './people.ts'
import { type Random, random, type Weighted } from './random.ts'
import { moment } from './rhythm.ts'
import { isQuiet, TEAMS } from './teams.ts'
import { act, land, type Person, type Visit, view } from './visit.ts'
import type { WireLine } from './wire.ts'

/** `start` and `end` in epoch ms; `start` is the beginning of a UTC day. */
export interface DemoOptions {
  site: string
  seed: number
  start: number
  end: number
}

const CHOSEN: Weighted<string> = [
  ['starter', 6],
  ['team', 5],
  ['business', 1],
]
/** Those who leave at once stay so much shorter than those who read. */
const HURRIED = 0.3

/**
 * Everything one person ever does: visits until they sign up or lose interest, then a customer's life.
 * Their chance is their own, so a later end adds to a story and never changes it.
 */
export function journey(options: DemoOptions, index: number, day: number): WireLine[] {
  const person = stranger(options, index)
  let at = moment(day, person.offset, person.chance)
  let arrivals = FIRST
  while (at < options.end) {
    const arrival = arrivalAt(options, arrivals, at, person)
    const signedUp = browse(person, arrival, at)
    if (signedUp !== undefined) {
      custom(person, { visit: signedUp, sure: arrival.sure }, options.end)
      break
    }
    if (!person.chance.chance(0.3)) break
    at += 2 * HOUR + absence(person.chance)
    arrivals = AGAIN
  }
  const { account } = person.sender
  return person.lines.filter(({ at }) => at < options.end && !isQuiet(account, options.start, at))
}

/** Most think it over for some days, a few remember it weeks later. */
function absence(chance: Random): number {
  return Math.floor(chance.exponential(chance.chance(0.02) ? 25 * DAY : 4 * DAY))
}

function stranger({ site, seed, start }: DemoOptions, index: number): Person {
  const chance = random(seed, index)
  const { offset, ...rest } = browser(chance)
  const sender = { ...rest, visitor: chance.id() }
  return { site, start, chance, offset, sender, exposed: new Set(), lines: [] }
}

function arrivalAt(
  options: DemoOptions,
  arrivals: readonly Arrival[],
  at: number,
  { chance }: Person,
): Arrival {
  return chance.pick(arrivalsOn(arrivals, dayOf(options.start, at), at))
}

/** One visit of somebody without an account; the visit, if they signed up in it. */
function browse(person: Person, arrival: Arrival, at: number): Visit | undefined {
  const { chance } = person
  if (chance.chance(0.43 / arrival.keen ** 0.5)) {
    land(person, arrival, at, HURRIED)
    return undefined
  }
  const visit = land(person, arrival, at)
  while (chance.chance(0.5)) wander(person, visit)
  if (arrival.path !== '/pricing') {
    if (!chance.chance(0.27 * arrival.keen)) return undefined
    view(person, visit, { path: '/pricing' })
  }
  return signUp(person, visit, arrival)
}

function wander(person: Person, visit: Visit): void {
  const { chance } = person
  view(person, visit, { path: chance.pick(ONWARD) })
  if (chance.chance(0.03)) {
    act(person, visit, { name: 'outbound', props: { url: 'https://github.com/harbour' } })
  }
  if (chance.chance(0.02)) {
    const url = `https://${person.site}/files/checklist.pdf`
    act(person, visit, { name: 'download', props: { url } })
  }
}

function signUp(person: Person, visit: Visit, { keen }: Arrival): Visit | undefined {
  const { chance, sender } = person
  const interest = effectOf('/pricing', sender.visitor) * Math.min(1.5, keen)
  if (!chance.chance((isWide(sender.screen) ? 0.48 : 0.2) * interest)) return undefined
  view(person, visit, { path: '/signup' })
  if (!chance.chance(0.9)) return undefined
  act(person, visit, { name: 'Plan chosen', props: { plan: chance.pick(CHOSEN) } })
  visit.at += Math.floor(chance.exponential(25 * SECOND))
  if (!sends(person, visit)) return undefined
  identify(person)
  act(person, visit, { name: 'Signup', props: { plan: 'trial', method: method(person, visit) } })
  view(person, visit, { path: '/welcome' })
  return visit
}

function sends({ chance, start, sender }: Person, { at }: Visit): boolean {
  return chance.chance(shareThatSends(dayOf(start, at))) && !isBroken(start, at, sender.screen)
}

function identify({ chance, sender }: Person): void {
  sender.user = `user-${chance.id(8)}`
  sender.account = chance.chance(0.35) ? `team-${chance.integer(TEAMS)}` : `own-${sender.user}`
}

function method({ chance, start }: Person, { at }: Visit): string {
  return chance.chance(0.45) && dayOf(start, at) >= GOOGLE_BUTTON_DAY ? 'google' : 'email'
}

function dayOf(start: number, at: number): number {
  return Math.floor((at - start) / DAY)
}
