import type { PropertyValue } from '../../../tracker/protocol.ts'
import { type Loose, listIn, numberIn, objectIn } from '../loose.ts'

/** An event's parameters by their keys; BigQuery writes whole numbers as text. */
export type Params = ReadonlyMap<string, PropertyValue>

export function paramsOf(row: Loose): Params {
  const params = new Map<string, PropertyValue>()
  for (const { key, value } of listIn(row.event_params)) {
    const known = valueIn(objectIn(value))
    if (typeof key === 'string' && known !== undefined) params.set(key, known)
  }
  return params
}

function valueIn(value: Loose): PropertyValue | undefined {
  if (typeof value.string_value === 'string') return value.string_value
  return numberIn(value.int_value) ?? numberIn(value.double_value) ?? numberIn(value.float_value)
}

/** What Google itself adds, and what becomes another part of the event. */
const OWN =
  /^(?:ga_|page_|batch_|firebase_|engaged_|session_|gtm|gclid$|dclid$|gclsrc$|srsltid$|campaign(?:_id)?$|source$|medium$|term$|content$|source_platform$|creative_format$|marketing_tactic$|ignore_referrer$|entrances$|debug_mode$|engagement_time_msec$|percent_scrolled$|synthetic_bundle$|value$|currency$|transaction_id$)/

/** The parameters that the site itself sent. */
export function ownParams(params: Params, kept: readonly string[]): Record<string, PropertyValue> {
  const own = [...params].filter(([key]) => kept.includes(key) || !OWN.test(key))
  return Object.fromEntries(own)
}
