import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReadSubscriptions } from '../../../collector/reports/subscription-file.ts'
import { STRIPE_HEAD, stripe } from '../../billing/files.ts'
import { NOW, ofNobody, subscription, use } from '../accounts/account-lines.ts'
import { type ReportedSite, reportedSite } from '../site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite({}, NOW)
  site.take([
    use('acme', 'ann', 90),
    // A server tells of it, and of nobody in it.
    ofNobody('robots', 2),
    // What it pays for is all that was ever told.
    subscription('cus_1', 100),
    { ...subscription('', 100), account: undefined, user: 'u-1' },
  ])
})
afterAll(() => site.close())

/** How many of the customers that a file names are known, and whether it warns that nobody is. */
async function known(as: 'account' | 'user', ...customers: string[]): Promise<[number, boolean]> {
  const lines = customers.map((customer) => stripe({ id: customer, 'Customer ID': customer }))
  const file = new TextEncoder().encode([STRIPE_HEAD, ...lines].join('\n'))
  const request = { file, as, import: 'importdoers1', dry_run: true }
  const { answer } = (await site.run('subscriptions/read', request)) as ReadSubscriptions
  return [answer.customers.known, answer.warnings.some((one) => one.includes('is called as'))]
}

test('customers are known who did something, not those of whom a file told before', async () => {
  expect(await known('account', 'acme', 'robots', 'cus_1', 'nobody')).toEqual([2, false])
  expect(await known('account', 'cus_1')).toEqual([0, true])
  expect(await known('user', 'ann', 'u-1')).toEqual([1, false])
  expect(await known('user', 'u-1')).toEqual([0, true])
})
