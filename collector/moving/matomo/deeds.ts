import type { PropertyValue, WireRevenue } from '../../../tracker/protocol.ts'
import type { ImportedEvent } from '../format.ts'
import { filled, firstText, type Loose, numberIn } from '../loose.ts'

/** An action of a visit as an event, without who did it. */
export interface Deed {
  kind: string
  /** What of a visit it is told by. */
  key: string
  /** Of the page it happened on, as Matomo writes it. */
  address: string
  event: Omit<ImportedEvent, 'id'>
}

interface Kind {
  name(action: Loose): string
  props?(action: Loose): Record<string, PropertyValue>
  /** The money of it, in the site's currency. */
  amount?(action: Loose): unknown
  /** The address is where it led to, not the page's. */
  leads?: true
}

const KINDS: Readonly<Record<string, Kind>> = {
  action: { name: () => 'pageview', props: () => ({}) },
  search: {
    name: () => 'Search',
    props: (action) =>
      filled({
        keyword: firstText(action.siteSearchKeyword),
        category: firstText(action.siteSearchCategory),
        results: firstText(action.siteSearchCount),
      }),
  },
  outlink: {
    name: () => 'outbound',
    props: ({ url }) => filled({ url: firstText(url) }),
    leads: true,
  },
  download: {
    name: () => 'download',
    props: ({ url }) => filled({ url: firstText(url) }),
    leads: true,
  },
  event: {
    name: (action) => firstText(action.eventAction, action.eventCategory),
    props: (action) => ({
      ...filled({ category: firstText(action.eventCategory), label: firstText(action.eventName) }),
      ...valueOfEvent(action),
    }),
  },
  goal: {
    name: (action) => firstText(action.goalName, action.goalId),
    amount: ({ revenue }) => revenue,
  },
  ecommerceOrder: { name: () => 'Purchase', amount: ({ revenue }) => revenue },
  ecommerceAbandonedCart: {
    name: () => 'Abandoned cart',
    props: (action) => filled({ value: firstText(action.revenue), items: firstText(action.items) }),
  },
}

function valueOfEvent({ eventValue }: Loose): Record<string, PropertyValue> {
  const value = numberIn(eventValue)
  return value === undefined ? {} : { value }
}

/** An action of a visit, or a few words on why it is none. */
export function deedOf(action: Loose, currency: string): Deed | string {
  const type = firstText(action.type)
  const kind = KINDS[type]
  if (kind === undefined) return `an action of an unknown type (${type.slice(0, 40)})`
  const at = timeOf(action)
  if (at === undefined) return 'an action without a timestamp'
  const name = kind.name(action)
  if (name === '') return 'an event without a name'
  const address = firstText(action.url)
  if (address === '' && name === 'pageview') return 'a page without an address'
  const url = kind.leads ? '' : address
  const title = name === 'pageview' ? firstText(action.pageTitle, action.title) : ''
  const event: Deed['event'] = { name, at, ...filled({ url, title }) }
  const props = { ...dimensionsOf(action), ...kind.props?.(action) }
  if (Object.keys(props).length > 0) event.props = props
  const money = moneyOf(kind.amount?.(action), currency, firstText(action.orderId))
  if (money) event.revenue = money
  return { kind: type, key: [at, type, address, name].join('\n'), address, event }
}

/** Custom dimensions are numbered. */
function dimensionsOf(action: Loose): Record<string, string> {
  const named = Object.entries(action).filter(([name]) => /^dimension\d+$/.test(name))
  return filled(Object.fromEntries(named.map(([name, value]) => [name, firstText(value)])))
}

function moneyOf(foreign: unknown, currency: string, order: string): WireRevenue | undefined {
  const amount = numberIn(foreign)
  if (amount === undefined || amount === 0) return undefined
  return { amount, currency, ...(order === '' ? {} : { order }) }
}

/** Epoch ms; undefined where it has none. */
function timeOf({ timestamp }: Loose): number | undefined {
  const seconds = numberIn(timestamp)
  return seconds === undefined || seconds <= 0 ? undefined : Math.round(seconds * 1_000)
}
