import type { PropertyValue, WireRevenue } from '../../../tracker/protocol.ts'
import { clientOf } from '../client-words.ts'
import { idOfUuid } from '../event-id.ts'
import type { ImportedEvent } from '../format.ts'
import { instantOf, noTime } from '../instant.ts'
import type { Made } from '../made.ts'
import { pageAddress, withTags } from '../page-address.ts'
import { placeOf } from '../place-words.ts'
import { type Column, TAGS } from './columns.ts'
import type { Reading } from './read-umami.ts'

/** Of its types of events those that are not of pages: they tell of other things than visits. */
const OTHER: Readonly<Record<string, string>> = {
  3: 'clicks on Umami’s short links',
  4: 'Umami’s pixels',
  5: 'loading times',
}

export const OTHER_WEBSITE = 'of another website'

/** A row of `website_event` as our event, or a few words on why it is none. */
export function eventOfRow(cells: readonly string[], reading: Reading): Made {
  const { cellOf, beside, options } = reading
  const session = beside.sessions.get(cellOf(cells, 'session_id'))
  const cell = (name: Column) => cellOf(cells, name) || (session?.[name] ?? '')
  const hostname = cell('hostname')
  if (!reading.website(cells, hostname)) return OTHER_WEBSITE
  const type = cell('event_type')
  const other = OTHER[type]
  if (other !== undefined) return { leftOut: other }
  const name = nameOf(type, cell)
  if (name === undefined) return 'of an unknown event_type'
  const at = instantOf(cell('created_at'))
  if (at === undefined) return noTime(cell('created_at'), 'created_at')
  const key = cell('event_id')
  if (key === '') return 'without event_id'
  const event: ImportedEvent = { id: idOfUuid(key, 'umami'), name, at }
  addPage(event, cell, hostname || options.domain)
  addWho(event, cell)
  addProps(event, cell('tag'), beside.data.get(key))
  return { event }
}

type Cell = (name: Column) => string

function nameOf(type: string, cell: Cell): string | undefined {
  if (type === '1' || (type === '' && cell('event_name') === '')) return 'pageview'
  return type === '2' || type === '' ? cell('event_name') || 'event' : undefined
}

function addPage(event: ImportedEvent, cell: Cell, host: string): void {
  const tags = TAGS.map((name) => [name, cell(name)] as const)
  const url = pageAddress(host, cell('url_path'), withTags(cell('url_query'), tags))
  if (url !== undefined) event.url = url
  const title = cell('page_title')
  if (title !== '') event.title = title
  // A path without a domain is a page of its own.
  const [domain, path] = [cell('referrer_domain'), cell('referrer_path')]
  const own = path === '' ? '' : host
  const referrer = pageAddress(domain || own, path, cell('referrer_query'))
  if (referrer !== undefined) event.referrer = referrer
}

function addWho(event: ImportedEvent, cell: Cell): void {
  event.visitor = cell('session_id')
  const user = cell('distinct_id')
  if (user !== '') event.user = user
  for (const name of ['screen', 'language'] as const) {
    const value = cell(name)
    if (value !== '') event[name] = value
  }
  Object.assign(
    event,
    clientOf({ browser: cell('browser'), os: cell('os'), device: cell('device') }),
    placeOf({
      country: cell('country'),
      region: cell('region') || cell('subdivision1'),
      city: cell('city'),
    }),
  )
}

type Data = Readonly<Record<string, PropertyValue>>

/** Umami reads `revenue` with `currency` as money, and so do we. */
function addProps(event: ImportedEvent, tag: string, data: Data | undefined): void {
  if (tag === '' && data === undefined) return
  const { revenue, currency, ...props } = data ?? {}
  const money = moneyOf(revenue, currency)
  if (money) event.revenue = money
  const kept = money ? props : data
  event.props = { ...kept, ...(tag === '' ? {} : { tag }) }
}

function moneyOf(amount: unknown, currency: unknown): WireRevenue | undefined {
  const isMoney = typeof amount === 'number' || (typeof amount === 'string' && amount !== '')
  if (!isMoney || typeof currency !== 'string') return undefined
  return { amount, currency: currency.toUpperCase() }
}
