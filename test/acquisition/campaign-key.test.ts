import { expect, test } from 'vitest'
import { campaignKey, visitKey } from '../../collector/acquisition/derive.ts'
import { type AcquisitionFacts, readLanding } from '../../collector/acquisition/facts.ts'
import { SITE } from './site.ts'

const facts = (query: string, referrer?: string): AcquisitionFacts =>
  readLanding(`https://example.com/${query}`, referrer, SITE).facts

test.each([
  ['', undefined],
  ['?page=2', 'https://www.google.com/'],
  ['?srsltid=x', undefined],
])('%s from %s carries no campaign', (query, referrer) => {
  expect(campaignKey(facts(query, referrer))).toBeNull()
})

test.each([
  ['?utm_source=Google&utm_medium=CPC', '?utm_medium=cpc&utm_source=google'],
  ['?utm_source=fb', '?utm_source=facebook'],
  ['?utm_source=a&gclid=one', '?utm_source=a&gclid=two'],
  ['?gclid=one', '?gclid=two'],
  ['?gclid=one', '?utm_source=google&utm_medium=cpc'],
  ['?gclid=one', '?wbraid=two'],
])('%s and %s are one campaign', (one, two) => {
  expect(campaignKey(facts(one))).toBe(campaignKey(facts(two)))
})

test.each(['source', 'medium', 'campaign', 'content', 'term', 'id'])(
  'another utm_%s is another campaign',
  (tag) => {
    const all = 'source medium campaign content term id'.split(' ')
    const query = (changed?: string) =>
      `?${all.map((name) => `utm_${name}=${name === changed ? 'new' : 'old'}`).join('&')}`
    expect(campaignKey(facts(query()))).not.toBe(campaignKey(facts(query(tag))))
  },
)

test('a page of the site that keeps the tags of the landing stays in its campaign', () => {
  const landing = facts('?fbclid=x', 'https://l.instagram.com/')
  const next = facts('?fbclid=x', 'https://example.com/')
  expect(campaignKey(next)).toBe(visitKey(landing))
})

test('an untagged visit is compared by where its referrer says it came from', () => {
  expect(visitKey(facts('', 'https://www.google.com/'))).toBe(
    campaignKey(facts('?utm_source=google&utm_medium=organic')),
  )
  expect(visitKey(facts(''))).not.toBe(campaignKey(facts('?utm_source=google')))
})
