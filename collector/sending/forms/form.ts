import { oneLine } from '../clip.ts'
import type { Message } from '../message.ts'
import { failed, type Outcome } from '../outcome.ts'

/** One message to one receiver, with all that a form may need. */
export interface Outgoing {
  /** Id of the delivery: the same at every try. */
  id: string
  /** Domain; null: of an account. */
  site: string | null
  message: Message
  /** When it came to be told, and of this try; epoch ms. */
  created_at: number
  now: number
  url: string
  secret: string | null
}

export interface Request {
  url: string
  headers: Record<string, string>
  body: string
}

/** What came back. */
export interface Answer {
  status: number
  /** Its beginning. */
  body: string
  /** What its header asks for, in ms. */
  after: number | undefined
}

/** How a kind of receiver is told something, and how it says whether that went well. */
export interface Form {
  request(outgoing: Outgoing): Request
  outcome(answer: Answer): Outcome
}

/** A request with JSON. */
export function jsonTo(url: string, body: unknown): Request {
  return {
    url,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  }
}

/** What an answer says, in a line: of JSON the field that is for people, of HTML nothing. */
export function said(body: string): string {
  if (body.trimStart().startsWith('<')) return ''
  return oneLine(forPeople(fieldsOf(body)) ?? body)
}

function forPeople({ error, detail, message, msg, title }: Record<string, unknown>) {
  const inError = typeof error === 'object' && error !== null && 'message' in error && error.message
  const texts = [inError, detail, message, msg, error, title]
  return texts.find((text): text is string => typeof text === 'string' && text !== '')
}

export function inWords(status: number, body: string): string {
  const text = said(body)
  return text === '' ? `answered ${status}` : `answered ${status}: ${text}`
}

/** Statuses that pass by themselves. */
export function passes(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429
}

/** By the status alone, for a chat: what it refuses now it refuses tomorrow. */
export function byStatus({ status, body, after }: Answer): Outcome {
  if (status >= 200 && status < 300) return { sent: true, detail: null }
  return failed(inWords(status, body), passes(status), after)
}

/** An answer's JSON object; of anything else none. */
export function fieldsOf(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {} // plain text and HTML are answers, too
  }
}

/** Name and value of a fact with its change, as one text. */
export function factValue({ value, change }: Message['facts'][number]): string {
  return change === undefined ? value : `${value} (${change})`
}

/** At the foot of what is told; a bot that asks for a keyword finds it here. */
export function foot(site: string | null): string {
  return site === null ? 'Tributary' : `Tributary · ${site}`
}
