import { expect, test } from 'vitest'
import { CHANNELS } from '../../collector/acquisition/channels.ts'
import { ChannelRule } from '../../collector/settings/channels.ts'
import type { RuleFilter } from '../../collector/settings/rule-filter.ts'
import { BUILT_IN, channelOf, startOf } from '../../dashboard/models/built-in-rules.ts'
import { arrival } from '../acquisition/site.ts'

test('every channel has its built-in rule', () => {
  expect(new Set(BUILT_IN.map(channelOf))).toEqual(new Set(CHANNELS))
})

const STARTS = BUILT_IN.flatMap((rule) => {
  const when = startOf(rule)
  return when ? [[rule, when] as const] : []
})

/** `source=google` for each value of the filter, its stars left out. */
function tagsOf(filter: RuleFilter): string[] {
  const [, field, values = []] = filter as [string, string, string[]]
  return values.map((value) => `utm_${field}=${value.replaceAll('*', '')}`)
}

/** A query for each way to say what the conditions ask for. */
function queries([first, ...rest]: readonly RuleFilter[]): string[] {
  if (!first) return ['']
  return tagsOf(first).flatMap((tag) => queries(rest).map((others) => `${tag}&${others}`))
}

test.each(STARTS)('what the copy of %s asks for is in its channel anyway', (rule, when) => {
  expect(ChannelRule.safeParse({ channel: channelOf(rule), when }).success).toBe(true)
  for (const query of queries(when)) {
    const source = query.includes('utm_source') ? '' : 'utm_source=example.org&'
    expect([query, arrival(`?${source}${query}`).channel]).toEqual([query, channelOf(rule)])
  }
})

test.each(STARTS)('the sources that the copy of %s names are called so', (_, when) => {
  for (const query of queries(when)) {
    const source = new URLSearchParams(query).get('utm_source')
    if (source !== null) expect(arrival(`?${query}`).source).toBe(source)
  }
})
