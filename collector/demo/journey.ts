import { DAY, HOUR } from '../durations.ts'
import { AGAIN, type Arrival, arrivalsOn, FIRST } from './arrivals.ts'
import { custom } from './customer.ts'
import { effectOf } from './experiments.ts'
import { ONWARD } from './pages.ts'
import { browser } from './people.ts'
import { random } from './random.ts'
import { moment } from './rhythm.ts'
import { act, land, type Person, type Visit, view } from './visit.ts'
import type { WireLine } from './wire.ts'

/** `start` and `end` in epoch ms; `start` is the beginning of a UTC day. */
export interface DemoOptions {
  site: string
  seed: number
  start: number
  end: number
}

/** Those who leave at once stay so much shorter than those who read. */
const HURRIED = 0.3

/**
 * Everything one person ever does: visits until they sign up or lose interest, then a customer's life.
 * Their chance is their own, so a later end adds to a story and never changes it.
 */
export function journey(options: DemoOptions, index: number, day: number): WireLine[] {
  const { person, offset } = stranger(options, index)
  let at = moment(day, offset, person.chance)
  let arrivals = FIRST
  while (at < options.end) {
    const signedUp = browse(person, arrivalAt(options, arrivals, at, person), at)
    if (signedUp !== undefined) {
      custom(person, signedUp, options.end)
      break
    }
    if (!person.chance.chance(0.3)) break
    at += 2 * HOUR + Math.floor(person.chance.exponential(4 * DAY))
    arrivals = AGAIN
  }
  return person.lines.filter((line) => line.at < options.end)
}

function stranger({ site, seed }: DemoOptions, index: number): { person: Person; offset: number } {
  const chance = random(seed, index)
  const { offset, ...rest } = browser(chance)
  const sender = { ...rest, visitor: chance.id() }
  return { offset, person: { site, chance, sender, exposed: new Set(), lines: [] } }
}

function arrivalAt(
  options: DemoOptions,
  arrivals: readonly Arrival[],
  at: number,
  { chance }: Person,
): Arrival {
  return chance.pick(arrivalsOn(arrivals, Math.floor((at - options.start) / DAY), at))
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
  const likely = 0.3 * effectOf('/pricing', sender.visitor) * Math.min(1.5, keen)
  if (!chance.chance(likely)) return undefined
  view(person, visit, { path: '/signup' })
  if (!chance.chance(0.62)) return undefined
  sender.user = `user-${chance.id(8)}`
  sender.account = chance.chance(0.35) ? `team-${chance.integer(60)}` : `own-${sender.user}`
  const method = chance.chance(0.45) ? 'google' : 'email'
  act(person, visit, { name: 'Signup', props: { plan: 'trial', method } })
  view(person, visit, { path: '/welcome' })
  return visit
}
