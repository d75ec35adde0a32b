import { DAY, HOUR, MINUTE, SECOND } from '../durations.ts'
import type { Message } from './message.ts'

const FIRST = 30 * SECOND
const LONGEST = 3 * HOUR
/** 30 s, 1 m, 2 m … 2 h 8 m, then every 3 h: the last try is 25 hours after the first. */
const MOST_TRIES = 17
/** A link to sign in with that comes after a quarter of an hour helps nobody. */
const MOST_OF_SIGN_IN = 5

export function mostTries(kind: Message['kind']): number {
  return kind === 'sign_in' ? MOST_OF_SIGN_IN : MOST_TRIES
}

interface Tried {
  /** With the one that has just failed. */
  tries: number
  /** What the receiver asked for, in ms. */
  after?: number | undefined
  /** 0 up to 1. */
  random: number
}

/** Milliseconds to the next try: doubled each time, a tenth less or more, and never sooner than the receiver asked for. */
export function backoff({ tries, after = 0, random }: Tried): number {
  const wait = Math.min(FIRST * 2 ** (tries - 1), LONGEST)
  const jittered = Math.round(wait * (0.9 + 0.2 * random))
  return Math.max(jittered, Math.min(after, DAY))
}

/** What a Retry-After header says, in ms: seconds, or a date. Undefined for anything else. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const seconds = /^\d+(?:\.\d+)?$/u.test(header) ? Number(header) : undefined
  if (seconds !== undefined) return Math.ceil(seconds * SECOND)
  const at = /^[A-Z][a-z]{2}, /u.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** How long a chat is left alone after a message: most take 20 a minute. */
export const CHAT_REST = 3 * SECOND
/** After a failure others come first. */
export const FAILED_REST = MINUTE / 2
