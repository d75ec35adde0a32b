import type { IntakeAnswer } from '../../intake/port.ts'
import type { Told, ToldEvent } from '../../peers/told.ts'
import type { Sender } from '../intake-door.ts'
import { pause } from '../pause.ts'
import { type Deliver, type Part, serversBody } from './delivery.ts'
import { rejectedOf } from './receipt.ts'

/** One event for a site, and whose it is. */
export interface Line extends Sender {
  site: string
  body: Told['body']
  userAgent: string
  token?: string
}

/** What became of a line: taken, dropped by the intake's word, or wrong. */
export type Fate = 'taken' | string | { message: string }

/** Events of one body; more than the intake takes are parted. */
const MOST_EVENTS = 100
/** Bodies that are brought together; others wait behind them. */
const AT_ONCE = 50

interface Group {
  line: Line
  events: ToldEvent[]
  /** Where they stood. */
  places: number[]
}

/**
 * Brings lines to their sites, those of one sender together and in their order; what was wrong stays so. Answers what the intake
 * said where it could take none of one sender's.
 */
export async function deliverLines(
  lines: readonly (Line | string)[],
  deliver: Deliver,
): Promise<Fate[] | IntakeAnswer> {
  const fates: Fate[] = lines.map((line) =>
    typeof line === 'string' ? { message: line } : 'taken',
  )
  const groups = grouped(lines)
  const answers: IntakeAnswer[] = []
  for (let at = 0; at < groups.length; at += AT_ONCE) {
    if (at > 0) await pause()
    const some = groups.slice(at, at + AT_ONCE)
    answers.push(...(await Promise.all(some.map((group) => deliver(partOf(group))))))
  }
  for (const [index, { places }] of groups.entries()) {
    const answer = answers[index] as IntakeAnswer
    const told = fatesOf(answer, places)
    if (!told) return answer
    for (const [place, fate] of told) fates[place] = fate
  }
  return fates
}

/** Of those that were not stored; undefined where the store took none. */
function fatesOf(answer: IntakeAnswer, places: readonly number[]): [number, Fate][] | undefined {
  if (answer.status === 404) return places.map((place) => [place, NOT_FOUND])
  const rejected = rejectedOf(answer)
  if (!rejected) return undefined
  return [...rejected].map(([at, reason]) => [places[at] as number, fateOf(reason)])
}

const NOT_FOUND = { message: 'Website not found.' }

function fateOf(reason: string): Fate {
  return reason.startsWith('invalid_') ? { message: reason } : reason
}

function grouped(lines: readonly (Line | string)[]): Group[] {
  const open = new Map<string, Group>()
  const groups: Group[] = []
  for (const [place, line] of lines.entries()) {
    if (typeof line === 'string') continue
    const { events, ...sender } = line.body
    const { site, ip, userAgent } = line
    const key = lines.length === 1 ? '' : JSON.stringify([site, ip, userAgent, sender])
    const group = open.get(key)
    if (group && group.events.length < MOST_EVENTS) {
      group.events.push(...events)
      group.places.push(place)
    } else {
      const fresh = { line, events: [...events], places: [place] }
      open.set(key, fresh)
      groups.push(fresh)
    }
  }
  return groups
}

function partOf({ line, events }: Group): Part {
  const { body, ip, userAgent, token, ...rest } = line
  const whole = { ...body, events }
  const text = token === undefined ? JSON.stringify(whole) : serversBody(whole, ip, userAgent)
  return { ...rest, body: text, ip, userAgent, token }
}
