import { random } from '../demo/random.ts'
import { DAY, MINUTE, SECOND } from '../durations.ts'
import { askedFigures } from './asked-site.ts'
import type { Figure, Setting } from './figures.ts'
import { SITE } from './intake.ts'

const ACCOUNTS = 5_000
const PEOPLE = 20_000
const DAYS = 183
const EVENTS_A_VISIT = 4
const SEED = 15
const KEY_EVENTS = ['Created a report', 'Invited somebody', 'Exported'].map((event) => ({ event }))
const PATHS = ['/app', '/reports', '/pricing', '/settings', '/team']
/** Greatest number of rows that the page asks for at first; each question one fewer, so that no kept answer serves. */
const MOST_ROWS = 400

/** How long the accounts page of a site of 5,000 takes; `elsewhere` as for `askedFigures`. */
export async function accountFigures(
  setting: Setting,
  elsewhere: readonly string[] = [],
): Promise<Figure[]> {
  const { events } = setting.extent
  const size = `${ACCOUNTS.toLocaleString('en')} accounts in ${events.toLocaleString('en')} events`
  const end = Math.floor(Date.now() / DAY) * DAY
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
  const period = { from: dayOf(end - 30 * DAY), to: dayOf(end - DAY) }
  const request = (nth: number) => ({ period, limit: MOST_ROWS - 1 - nth, key_events: KEY_EVENTS })
  const site = {
    name: 'accounts',
    report: 'accounts',
    lines: () => lines(events, end),
    questions: [
      [size, request],
      [
        `${size}, with what brought them`,
        (nth: number) => ({ ...request(nth), first_touch: true }),
      ],
    ],
    most: 800,
  } as const
  return await askedFigures(setting, site, elsewhere)
}

/** Visits of signed-in people, alike spread over the days before `end`: four a person in an account on average. */
function* lines(events: number, end: number): Generator<string> {
  const chance = random(SEED)
  const visits = events / EVENTS_A_VISIT
  const begin = end - DAYS * DAY
  for (let visit = 0; visit < visits; visit++) {
    // Some come often: half of the visits are of a quarter of the people.
    const user = Math.floor(PEOPLE * chance.next() ** 2)
    const at = begin + ((end - begin) * visit) / visits
    for (let nth = 0; nth < EVENTS_A_VISIT; nth++) {
      const event = {
        id: `used-${visit}-${nth}`,
        at: Math.round(at + nth * 20 * SECOND + chance.next() * MINUTE),
      }
      const who = { user: `user-${user}`, account: `account-${user % ACCOUNTS}` }
      yield `${JSON.stringify({ ...event, ...who, ...deedOf(nth, chance.next()) })}\n`
    }
  }
}

/** A page first; of what follows every fourth is a key event. */
function deedOf(nth: number, chance: number): object {
  const url = `https://${SITE}${PATHS[Math.floor(chance * PATHS.length)]}`
  const key = KEY_EVENTS[Math.floor(chance * KEY_EVENTS.length * 4)]
  return nth > 0 && key ? { name: key.event, url } : { name: 'pageview', url }
}
