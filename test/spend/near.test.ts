import { expect, test } from 'vitest'
import { type NamedVisits, nearest } from '../../collector/spend/near.ts'
import { processorTime } from '../processor-time.ts'

const nothing = {
  source: null,
  medium: null,
  campaign: null,
  content: null,
  term: null,
  campaign_id: null,
}

function visit(names: Partial<NamedVisits>): NamedVisits {
  return { ...nothing, source: 'google', medium: 'cpc', visits: 10, ...names }
}

function row(names: Partial<NamedVisits>) {
  return { ...nothing, source: 'google', medium: 'cpc', ...names }
}

test.each([
  ['a slip of the pen', 'sprng sale', 'spring sale'],
  ['hyphens for spaces', 'spring-sale', 'spring sale'],
  ['a word more', 'spring sale de', 'spring sale'],
])('a name is near another by %s', (_, campaign, means) => {
  const near = nearest([visit({ campaign: 'spring sale' }), visit({ campaign: 'brand' })])
  expect(near(row({ campaign }))).toEqual({
    aliases: [{ kind: 'campaign', spelling: campaign, means }],
    visits: 10,
  })
})

test.each([
  ['another word', { campaign: 'summer' }],
  ['another number', { campaign: 'spring sale 2025' }],
  ['an ad that no visit tells of', { campaign: 'sprng sale 2026', content: 'banner' }],
  ['a platform that sent none', { source: 'tiktok', campaign: 'spring sale 2026' }],
])('%s is near nothing', (_, names) => {
  expect(nearest([visit({ campaign: 'spring sale 2026' })])(row(names))).toBeUndefined()
})

test('the fewest aliases come first, then the likest name, then the most visits', () => {
  const near = nearest([
    visit({ medium: 'cpcs', campaign: 'spring sales', visits: 99 }),
    visit({ campaign: 'spring sale' }),
    visit({ campaign: 'spring sal', visits: 50 }),
  ])
  expect(near(row({ campaign: 'spring sales' }))?.aliases).toEqual([
    { kind: 'campaign', spelling: 'spring sales', means: 'spring sale' },
  ])
})

test('two names may be off at once', () => {
  const near = nearest([
    visit({ source: 'linkedin', medium: 'paid_social', campaign: 'directors' }),
  ])
  const found = near(row({ source: 'linked-in', medium: 'paid social', campaign: 'directors' }))
  expect(found?.aliases.map(({ means }) => means)).toEqual(['linkedin', 'paid_social'])
})

test('a hundred names beside the two thousand commonest are compared in time', () => {
  const many = Array.from({ length: 5_000 }, (_, i) => visit({ campaign: `campaign ${i} spring` }))
  const near = nearest(many)
  const took = processorTime(() => {
    for (let i = 0; i < 100; i++) near(row({ campaign: `campaign spring of year ${i}` }))
  })
  expect(took).toBeLessThan(3_000)
})
