import { afterAll, beforeAll, expect, test } from 'vitest'
import { isReport, type ReportName, reports } from '../../collector/reports/registry.ts'
import { type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
})
afterAll(() => site.close())

/** What of the common fields each report uses. */
const TAKES = {
  stats: ['period', 'compare', 'match', 'filters'],
  retention: ['period', 'filters'],
  plan: ['period', 'filters'],
  attribution: ['period', 'compare', 'match', 'filters'],
  accounts: ['period', 'filters'],
  'accounts/names': [],
  'accounts/timeline': [],
  stages: ['period', 'filters'],
  'stages/people': ['period', 'filters'],
  'magic-number': ['period', 'filters'],
  'unit-economics': ['period', 'filters'],
  experiment: [],
  holdout: [],
  paths: ['period', 'compare', 'match', 'filters'],
  'retention/features': ['period', 'filters'],
  live: ['filters'],
  funnel: ['period', 'compare', 'match', 'filters'],
  'funnel/people': ['period', 'filters'],
  explain: ['period', 'match', 'filters'],
  people: ['period', 'filters'],
  'people/timeline': [],
  'people/export': [],
  'data-quality': ['period', 'filters'],
  properties: ['period', 'filters'],
  unconverted: ['period'],
  usual: ['period', 'filters'],
  'usual/intervals': ['period', 'filters'],
  values: ['period', 'filters'],
  'channels/preview': ['period'],
  'events/deletion': ['period', 'filters'],
  'events/deletion/list': ['period', 'filters'],
  spend: ['period'],
  'spend/rows': ['period'],
  'offline-conversions': ['period'],
  'spend/read': [],
  'subscriptions/read': [],
  export: [],
} satisfies Record<ReportName, string[]>

const COMMON = {
  period: '7d',
  compare: 'previous',
  match: 'weekday',
  filters: [['is', 'country', ['DE']]],
}

const OWN: Partial<Record<ReportName, object>> = {
  stats: { metrics: ['visits'] },
  usual: { metrics: ['visits'] },
  'usual/intervals': { metrics: ['visits'], per: 'day' },
  'funnel/people': { step: 0, state: 'reached' },
  explain: { metric: 'visits' },
  plan: { target: { customers: 1 } },
  stages: { stages: ['Lead', 'Won'] },
  'offline-conversions': { platform: 'google', goal: 'Buy' },
  experiment: { key: 'hero' },
  'subscriptions/read': { file: new Uint8Array(), import: 'abcdefghijkl' },
  'people/timeline': { id: 'ann' },
  'accounts/names': { search: 'acme' },
  'stages/people': { stages: ['Lead', 'Won'], stage: 0, state: 'reached' },
  'accounts/timeline': { account: 'acme' },
  'people/export': { id: 'ann' },
  'channels/preview': { rules: [] },
  'events/deletion': { period: '7d' },
  'events/deletion/list': { period: '7d' },
}

const refused = Object.entries(TAKES).flatMap(([name, taken]: [string, string[]]) =>
  Object.entries(COMMON)
    .filter(([field]) => !taken.includes(field))
    .map(([field, value]) => ({ name, field, value })),
)

test.each(refused)('$name does not use $field, and says so', async ({ name, field, value }) => {
  const own = isReport(name) ? OWN[name] : {}
  await expect(site.run(name, { ...own, [field]: value })).rejects.toMatchObject({
    status: 400,
    message: `${field}: this request has no such field`,
    errors: [{ path: field, message: 'this request has no such field' }],
  })
})

test('what a report uses it takes', () => {
  for (const [name, taken] of Object.entries(TAKES)) {
    if (!isReport(name)) throw new Error(name)
    const fields = Object.keys(reports[name].request.shape)
    expect(fields.filter((field) => field in COMMON).toSorted(), name).toEqual(taken.toSorted())
  }
})

test('each field that nothing reads is named, beside what is wrong otherwise', async () => {
  const request = { metrics: ['visits'], dimension: ['page'], limits: 5, offset: -1 }
  await expect(site.run('stats', request)).rejects.toMatchObject({
    status: 400,
    errors: expect.arrayContaining([
      { path: 'dimension', message: 'this request has no such field' },
      { path: 'limits', message: 'this request has no such field' },
      expect.objectContaining({ path: 'offset' }),
    ]),
  })
})
