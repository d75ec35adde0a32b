import type { WireEvent } from '../../tracker/protocol.ts'
import type { WireLine } from '../demo/wire.ts'
import { traffic } from './traffic.ts'

export interface RequestsOptions {
  /** Host and port, for the header. */
  host: string
  site: string
  seed: number
  requests: number
  /** Events a request. */
  batch: number
  /** Whose: our own with an id of the visitor, where nothing is said, or without, or Plausible's. */
  as?: 'cookieless' | 'plausible' | undefined
  /** Epoch ms that the events are from: the public intake takes only recent ones. */
  now: number
}

const DAYS = 90
/** The clock goes on between requests, as it does for people: a visitor's next request is a later one. */
const EVENTS_A_MS = 40
/** At least so many other requests lie between two of one visitor: nobody is on two connections at the same moment. */
const APART = 256

/** Requests to the public intake, ready to be written to a socket: each a visitor's events, never twice the same. */
export function requestBytes(options: RequestsOptions): Buffer[] {
  const requestsAMs = EVENTS_A_MS / options.batch
  // A batch's events are a ms apart, and end before the visitor's next batch begins.
  const apart = Math.max(APART, (options.batch + 4) * requestsAMs)
  return interleaved(batches(options), apart).map((lines, index) => {
    const sent = options.now + Math.floor(index / requestsAMs)
    if (options.as === 'plausible') return plausibleRequest(options, lines[0])
    return request(options.host, body(lines, sent, options.as), lines[0])
  })
}

function batches({ site, seed, requests, batch }: RequestsOptions): WireLine[][] {
  const lines = [...traffic({ site, seed, start: 0, days: DAYS, events: requests * batch })]
  return Array.from({ length: requests }, (_, i) => lines.slice(i * batch, (i + 1) * batch))
}

/** Takes the first of each of so many stretches, then the second of each, and so on. */
function interleaved<T>(items: readonly T[], lanes: number): T[] {
  const stretch = Math.ceil(items.length / lanes)
  return Array.from({ length: stretch }, (_, i) => i).flatMap((offset) =>
    Array.from({ length: lanes }, (_, lane) => items[lane * stretch + offset]).filter(isThere),
  )
}

function isThere<T>(item: T | undefined): item is T {
  return item !== undefined
}

/**
 * All of a batch under its first visitor, a ms apart: they landed once and went on from there. What was read is of
 * the page they were on.
 */
function body(
  lines: WireLine[],
  sent: number,
  as: RequestsOptions['as'],
): { site: string; text: string } {
  const [first] = lines
  const { screen, language } = first ?? {}
  const visitor = as === 'cookieless' ? undefined : first?.visitor
  let page: string | undefined
  const events = lines.map((line, i) => {
    if (line.name === 'pageview') page = line.id
    return eventOf(readOf(line, page), sent - lines.length + i, i === 0)
  })
  const site = new URL(first?.url ?? 'http://none').hostname
  return { site, text: JSON.stringify({ visitor, sent, screen, language, events }) }
}

function readOf(line: WireLine, page: string | undefined): WireLine {
  return page === undefined || line.name !== 'engagement' ? line : { ...line, of: page }
}

function eventOf(line: WireLine, at: number, landing: boolean): WireEvent {
  const { ip, userAgent, visitor, screen, language, ...event } = line
  if (landing) return { ...event, at }
  const { referrer, url = '', ...rest } = event
  return { ...rest, at, url: url.split('?')[0] ?? url }
}

/** An event of Plausible's, whose engagement names an address and no pageview. */
function plausibleRequest({ host, site }: RequestsOptions, line: WireLine | undefined) {
  const { name, url, referrer, props, engaged, scroll, revenue } = line ?? {}
  const event =
    name === 'engagement'
      ? { n: name, u: url, d: site, e: Math.round(engaged ?? 0), sd: scroll ?? 0, v: 36 }
      : { n: name, v: 36, u: url, d: site, r: referrer ?? null, p: props, $: revenue }
  return post(host, '/api/event', JSON.stringify(event), line)
}

function request(host: string, { site, text }: { site: string; text: string }, from?: WireLine) {
  return post(host, `/t/${site}`, text, from)
}

function post(host: string, path: string, text: string, from?: WireLine) {
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Content-Type: text/plain',
    `User-Agent: ${from?.userAgent}`,
    `X-Forwarded-For: ${from?.ip}`,
    `Content-Length: ${Buffer.byteLength(text)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`)
}
