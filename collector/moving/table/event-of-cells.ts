import type { WireRevenue } from '../../../tracker/protocol.ts'
import { clientOf } from '../client-words.ts'
import { idOfKey, idOfUuid } from '../event-id.ts'
import type { ImportedEvent, ReadOptions } from '../format.ts'
import { instantOf, noTime } from '../instant.ts'
import { filled, numberIn } from '../loose.ts'
import type { Made } from '../made.ts'
import { pageAddress } from '../page-address.ts'
import { placeOf } from '../place-words.ts'
import type { MappedCells } from './cells.ts'

/** What others call a pageview. GoatCounter says only whether the path is an event’s name. */
const PAGEVIEWS = new Set([
  '',
  'pageview',
  '$pageview',
  'page_view',
  'page view',
  'view',
  'false',
  '0',
  'no',
])
const NAMED_BY_PATH = new Set(['true', '1', 'yes'])
/** PostHog’s own, which tell of other things than visits or say again what another says. */
const LEFT_OUT =
  /^\$(?:pageleave|autocapture|web_vitals|rageclick|feature_flag_called|set|groupidentify|snapshot|dead_click)$/

/** A mapped row as our event, or a few words on why it is none. `row`: all of its cells. */
export function eventOfCells(
  mapped: MappedCells,
  row: readonly string[],
  options: ReadOptions,
): Made {
  const { cell, props } = mapped
  if (/^(?:[1-9]\d*|true)$/i.test(cell('bot'))) return { leftOut: 'robots' }
  const at = instantOf(cell('at'), options.timezone)
  if (at === undefined) return noTime(cell('at'))
  const given = cell('name')
  if (LEFT_OUT.test(given)) return { leftOut: given }
  const name = nameOf(given, cell('path'))
  const url = urlOf(cell, options)
  if (name === 'pageview' && url === undefined) return 'a page without an address'
  const event: ImportedEvent = { id: idOf(cell('id'), row), name, at, ...whoOf(cell) }
  if (url !== undefined && !NAMED_BY_PATH.has(given.toLowerCase())) event.url = url
  Object.assign(event, filled({ referrer: cell('referrer'), title: cell('title') }))
  if (Object.keys(props).length > 0) event.props = props
  const money = moneyOf(cell, options)
  if (money) event.revenue = money
  return { event }
}

function moneyOf(cell: Cell, options: ReadOptions): WireRevenue | undefined {
  const amount = numberIn(cell('amount'))
  if (amount === undefined || amount === 0) return undefined
  return {
    amount,
    currency: cell('currency') || options.currency,
    ...filled({ order: cell('order') }),
  }
}

type Cell = MappedCells['cell']

/** The same row is the same event, where it has no id of its own. */
function idOf(key: string, row: readonly string[]): string {
  return key === '' ? idOfKey('row', ...row) : idOfUuid(key, 'row')
}

function nameOf(given: string, path: string): string {
  if (PAGEVIEWS.has(given.toLowerCase())) return 'pageview'
  return NAMED_BY_PATH.has(given.toLowerCase()) && path !== '' ? path : given
}

function urlOf(cell: Cell, { domain }: ReadOptions): string | undefined {
  const url = cell('url')
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return url
  const path = url || cell('path')
  return path === '' ? undefined : pageAddress(cell('hostname') || domain, path, cell('query'))
}

function whoOf(cell: Cell): Partial<ImportedEvent> {
  const country = cell('country')
  // GoatCounter: "US-CA".
  const [, code, within = ''] = /^([A-Z]{2})-(\w{1,3})$/.exec(country) ?? []
  return {
    ...filled({
      visitor: cell('visitor'),
      user: cell('user'),
      account: cell('account'),
      ip: cell('ip'),
      userAgent: cell('user_agent'),
      language: cell('language'),
      screen: screenOf(cell('screen')),
    }),
    ...clientOf({
      browser: cell('browser'),
      browser_version: cell('browser_version'),
      os: cell('os'),
      os_version: cell('os_version'),
      device: cell('device'),
    }),
    ...placeOf({ country: code ?? country, region: cell('region') || within, city: cell('city') }),
  }
}

/** GoatCounter: "1920,1080,1". */
function screenOf(text: string): string {
  const [, width, height] = /^(\d+)\s*[x×,]\s*(\d+)/.exec(text) ?? []
  return width === undefined ? '' : `${width}x${height}`
}
