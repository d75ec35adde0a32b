import {
  NOT_INTERACTIVE,
  type WireRevenue,
  type WireSubscription,
} from '../../../tracker/protocol.ts'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import { csvCell } from '../../csv-cell.ts'
import { decimalOf } from '../../money.ts'
import { PERSON_KIND } from '../../person-kind.ts'
import type { StoredSubscription } from '../../subscription.ts'

/** An event as it lies in the store, its numbers replaced by what they stand for. */
export interface ExportRow {
  /** Number of its visit. */
  visit: number
  at: number
  /** Its place among the events of its instant in its batch; null for the first. */
  nth: number | null
  name: string
  hostname: string | null
  path: string | null
  title: string | null
  query: string | null
  /** JSON of AcquisitionFacts; pageviews that came from somewhere. */
  facts: string | null
  id: string
  engaged: number | null
  scroll: number | null
  of: string | null
  amount: number | null
  currency: string | null
  order_id: string | null
  /** JSON of a `StoredSubscription`. */
  subscription: string | null
  props: string | null
  interactive: number
  visitor_kind: number
  visitor_key: string
  user_key: string | null
  account_key: string | null
  /** JSON; on the event that the person's latest traits came with. */
  traits: string | null
  browser: string | null
  browser_version: string | null
  os: string | null
  os_version: string | null
  device: string | null
  screen: string | null
  language: string | null
  country: string | null
  region: string | null
  city: string | null
}

export const COLUMNS = [
  'id',
  'name',
  'at',
  'nth',
  'url',
  'referrer',
  'title',
  'visitor',
  'user',
  'account',
  'traits',
  'props',
  'revenue',
  'subscription',
  'interactive',
  'of',
  'engaged',
  'scroll',
  'hash',
  'screen',
  'language',
  'browser',
  'browser_version',
  'os',
  'os_version',
  'device',
  'country',
  'region',
  'city',
] as const

type Column = (typeof COLUMNS)[number]

/** A line of the import (spec: protocol.md); what is absent has no field. */
export type ExportedEvent = Partial<Record<Column, unknown>>

/** The event as its sender could have sent it; address and user agent are what was read of them. */
export function exportedEvent(row: ExportRow): ExportedEvent {
  const engagement = row.name === 'engagement'
  const event: Record<Column, unknown> = {
    id: row.id,
    name: row.name,
    at: row.at,
    nth: row.nth,
    url: urlOf(row),
    referrer: referrerOf(row),
    title: row.title,
    visitor: isNamedElsewhere(row) ? null : row.visitor_key,
    user: userOf(row),
    account: row.account_key,
    traits: row.traits === null ? null : JSON.parse(row.traits),
    props: row.props === null ? null : JSON.parse(row.props),
    revenue: revenueOf(row),
    subscription: subscriptionOf(row),
    interactive: wasMadePassive(row) ? false : null,
    of: row.of,
    engaged: engagement ? row.engaged : null,
    scroll: engagement ? row.scroll : null,
    hash: row.path?.includes('#') ? true : null,
    screen: row.screen,
    language: row.language,
    browser: row.browser,
    browser_version: row.browser_version,
    os: row.os,
    os_version: row.os_version,
    device: row.device,
    country: row.country,
    region: row.region,
    city: row.city,
  }
  return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null))
}

/** A server's event that knows only the user, or the account, has that for its visitor. */
function isNamedElsewhere({ visitor_kind }: ExportRow): boolean {
  return visitor_kind === PERSON_KIND.user || visitor_kind === PERSON_KIND.account
}

/** A server's event that knows only the user has that user for its visitor. */
function userOf({ user_key, visitor_kind, visitor_key }: ExportRow): string | null {
  if (user_key !== null) return user_key
  return visitor_kind === PERSON_KIND.user ? visitor_key : null
}

function urlOf({ hostname, path, query }: ExportRow): string | null {
  if (hostname === null || path === null) return null
  const [page = '', ...route] = path.split('#')
  const search = query === null ? '' : `?${query}`
  const hash = route.length === 0 ? '' : `#${route.join('#')}`
  // An app's host brings its own scheme.
  const origin = hostname.includes('://') ? hostname : `https://${hostname}`
  return `${origin}${page}${search}${hash}`
}

/** Only the host of a referrer is stored; an Android package reads back as one, too. */
function referrerOf({ facts }: ExportRow): string | null {
  if (facts === null) return null
  const { referrer } = JSON.parse(facts) as AcquisitionFacts
  return referrer === null ? null : `https://${referrer}/`
}

function revenueOf({ amount, currency, order_id }: ExportRow): WireRevenue | null {
  if (amount === null || currency === null) return null
  const money = { amount: decimalOf({ amount, currency }), currency }
  return order_id === null ? money : { ...money, order: order_id }
}

function subscriptionOf({ subscription }: ExportRow): WireSubscription | null {
  if (subscription === null) return null
  const { plan, renews_at, ...told } = JSON.parse(subscription) as StoredSubscription
  return {
    ...told,
    amount: decimalOf(told),
    ...(plan !== null && { plan }),
    ...(renews_at !== null && { renews_at }),
  }
}

function wasMadePassive({ name, interactive }: ExportRow): boolean {
  return interactive === 0 && name !== 'pageview' && !NOT_INTERACTIVE.includes(name)
}

export function csvLine(event: ExportedEvent): string {
  return COLUMNS.map((column) => cellOf(event[column])).join(',')
}

/** Objects as JSON. */
function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return csvCell(typeof value === 'object' ? JSON.stringify(value) : String(value))
}
