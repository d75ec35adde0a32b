import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AccountsAnswer, accountsTable } from '../../../collector/reports/accounts/answer.ts'
import { type ReportedSite, reportedSite } from '../site.ts'
import { iso, NOW, subscription, use } from './account-lines.ts'

describe('an account is at risk', () => {
  let other: ReportedSite
  const told = async (account: string) => {
    const { items } = (await other.run('accounts', {})) as AccountsAnswer
    return items.find((one) => one.account === account)
  }
  beforeAll(async () => {
    other = await reportedSite({}, NOW)
    const weekdays = (from: number, to: number) =>
      Array.from({ length: from - to + 1 }, (_, i) => from - i)
    other.take([
      // Every day until 30 days ago, once since: falling.
      ...weekdays(110, 30).map((ago) => use('falls', 'ann', ago)),
      use('falls', 'ann', 10),
      // As much as ever, renews soon, little used.
      ...[80, 60, 40, 20, 5].map((ago) => use('renews', 'bob', ago)),
      subscription('renews', 300, { renews_at: iso(-60), interval: 'year', quantity: 10 }),
      // Cyd did most and has gone quiet; Dan goes on, and Eve did little.
      ...[14, 15, 16, 17].map((ago) => use('quiet', 'cyd', ago)),
      ...[1, 2, 3, 4, 5].map((ago) => use('quiet', 'dan', ago)),
      use('quiet', 'eve', 20),
    ])
  })
  afterAll(() => other.close())

  test('where it falls', async () => {
    const falls = await told('falls')
    expect(falls?.falling).toBe(true)
    const [reason] = falls?.at_risk ?? []
    // Four weeks, eight weeks and twelve weeks ago; the trend begins eleven weeks ago.
    expect(reason).toMatchObject({ why: 'falling', to: falls?.health })
    expect(falls?.health).toBeLessThan(0.6 * (reason?.why === 'falling' ? reason.from : 0))
  })

  test('where it renews within 60 days and is little used', async () => {
    const renews = await told('renews')
    expect(renews).toMatchObject({ mrr: 100, state: 'active', falling: false })
    expect(renews?.at_risk).toEqual([{ why: 'renewal', days: 60, health: renews?.health }])
  })

  test('where somebody who did much has gone quiet', async () => {
    expect((await told('quiet'))?.at_risk).toEqual([
      // 4 of 10 events.
      { why: 'person_silent', person: 'user:cyd', share: 0.4, days: 14 },
    ])
  })

  test('and stands before others, with words for reasons in its CSV', async () => {
    const answer = (await other.run('accounts', {})) as AccountsAnswer
    expect(answer.items.map(({ account }) => account)).toEqual(['renews', 'falls', 'quiet'])
    expect(answer.totals).toMatchObject({ accounts: 3, at_risk: 3, mrr_at_risk: 100 })
    expect(accountsTable(answer)[0]).toMatchObject({ account: 'renews', at_risk: 'renewal' })
  })
})
