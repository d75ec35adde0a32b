import type { BoundedMap } from '../../bounded-map.ts'
import { idOfKey } from '../event-id.ts'
import type { ImportedEvent, ReadOptions } from '../format.ts'
import { firstText, type Loose, numberIn, objectIn, textIn } from '../loose.ts'
import type { Made } from '../made.ts'
import { moneyOf } from './money.ts'
import { ownParams, type Params, paramsOf } from './params.ts'
import { senderOf } from './sender.ts'
import { urlOf } from './url.ts'

/** The latest pageview's id by who saw it and where: what is done on a page is told of it. */
export type LastViews = BoundedMap<string, string>

/** Recorded by itself beside an event that says the same. */
const AUTOMATIC = new Set(['session_start', 'first_visit', 'first_open'])
/** Of Google's own names those that are ours by another name. */
const NAMES: Readonly<Record<string, string>> = {
  page_view: 'pageview',
  screen_view: 'pageview',
  file_download: 'download',
  user_engagement: 'engagement',
  scroll: 'engagement',
}

/** A row of the export as our event, or a few words on why it is none. */
export function eventOfRow(row: Loose, options: ReadOptions, views: LastViews): Made {
  const given = textIn(row.event_name)
  if (given === '') return 'without event_name'
  if (AUTOMATIC.has(given)) return { leftOut: `${given}, which another event tells` }
  const microseconds = numberIn(row.event_timestamp)
  if (microseconds === undefined || microseconds <= 0) return 'event_timestamp is no time'
  const visitor = textIn(row.user_pseudo_id)
  if (visitor === '') return 'without user_pseudo_id: consent was not given'
  const params = paramsOf(row)
  const name = nameOf(given, params)
  const event: ImportedEvent = {
    id: idOf(row, params),
    name,
    at: Math.floor(microseconds / 1_000),
    ...senderOf(row),
    visitor,
  }
  addPage(event, row, params)
  if (name === 'pageview' && event.url === undefined) return 'a page without page_location'
  if (name === 'engagement') return engagementOf(event, params, views)
  if (name === 'pageview') views.set(pageKey(event, params), event.id)
  addDetails(event, row, { params, currency: options.currency })
  return { event }
}

/** A click that leads elsewhere is `click` with `outbound`. */
function nameOf(given: string, params: Params): string {
  if (given === 'click' && params.has('link_url')) return 'outbound'
  return NAMES[given] ?? given
}

/**
 * No event has an id; these together are one (moving.md). Rows from before there were batches are told apart by their bundle
 * and page. The day's table and that of the running day say the same of them.
 */
function idOf(row: Loose, params: Params): string {
  const batch = [row.batch_page_id, row.batch_ordering_id, row.batch_event_index].map(textIn)
  const known = batch.some((part) => part !== '')
  const older = [textIn(row.event_bundle_sequence_id), String(params.get('page_location') ?? '')]
  return idOfKey(
    'ga4',
    textIn(row.user_pseudo_id),
    textIn(row.event_timestamp),
    textIn(row.event_name),
    ...(known ? batch : older),
  )
}

function addPage(event: ImportedEvent, row: Loose, params: Params): void {
  const url = urlOf(row, params)
  if (url !== undefined) event.url = url
  const referrer = firstText(params.get('page_referrer'))
  if (referrer !== '' && event.name === 'pageview') event.referrer = referrer
  const title = firstText(params.get('page_title'))
  if (title !== '' && event.name === 'pageview') event.title = title
}

function pageKey({ visitor }: ImportedEvent, params: Params): string {
  return [visitor, params.get('ga_session_id'), params.get('page_location')].join('\n')
}

function engagementOf(event: ImportedEvent, params: Params, views: LastViews): Made {
  const engaged = numberIn(params.get('engagement_time_msec')) ?? 0
  const scroll = numberIn(params.get('percent_scrolled')) ?? 0
  if (engaged <= 0 && scroll <= 0) return { leftOut: 'user_engagement of no time' }
  const of = views.get(pageKey(event, params))
  return { event: { ...event, engaged, scroll, ...(of === undefined ? {} : { of }) } }
}

interface Given {
  params: Params
  currency: string
}

function addDetails(event: ImportedEvent, row: Loose, { params, currency }: Given): void {
  const money = moneyOf(row, params, currency)
  if (money) event.revenue = money
  const isPage = event.name === 'pageview'
  const kept = money || isPage ? [] : ['value', 'currency', 'transaction_id']
  const props = ownParams(params, kept)
  if (event.name === 'outbound' || event.name === 'download') props.url = props.link_url ?? ''
  if (Object.keys(props).length > 0) event.props = props
  const items = objectIn(row.ecommerce).total_item_quantity
  const quantity = numberIn(items)
  if (money && quantity !== undefined) event.props = { ...event.props, items: quantity }
}
