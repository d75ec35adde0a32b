const DAY = 86_400_000

/** So many days ago; a minute before, so that a test that begins at midnight is of one day. */
function daysAgo(days: number): number {
  return Date.now() - days * DAY - 60_000
}

const daily = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => from - i)

/**
 * Four accounts on a site with less than 8 active ones, so that 20 active days are all; Report and Invite are its key events.
 *
 * - acme pays 5 × 96 a month and renews in 20 days. Cyd did 10 of 15 things and is quiet for 16 days, Dan goes on. Active on
 *   14 days, the last one yesterday: 35 × 14/20 + 25 × 2^(−1/7) + 20 × 2/2 + 20 × 2/5 = 24.5 + 22.6 + 20 + 8 = 75.1.
 * - globex pays 200, renews in 10 days and was used daily until 30 days ago: 25 × 2^(−30/7) = 1.3, which was 85.5, 90 and 67.3
 *   28, 56 and 84 days ago, 80.9 in the mean.
 * - initech is ten days old and pays nothing: 35 × 10/20 + 22.6 + 20 × 1/2 + 20 = 70.1.
 * - hooli paid until 30 days ago.
 */
export function accountEvents(site: string): object[] {
  let count = 0
  const event = (name: string, ago: number, more: object) => ({
    ...{ id: `event-of-accounts-${count++}`, name, at: daysAgo(ago), ...more },
  })
  const uses = (account: string, user: string, days: readonly number[], name = 'Report') =>
    days.map((ago) =>
      event(name, ago, {
        ...{ visitor: `browser-of-${user}`, user: `${user}@${account}.example`, account },
        url: `https://${site}/app`,
      }),
    )
  const pays = (account: string, ago: number, more: object) =>
    event('subscription', ago, {
      account,
      subscription: { id: `of-${account}`, currency: 'USD', interval: 'month', ...more },
    })
  const renews = (days: number) => new Date(Date.now() + days * DAY).toISOString()
  return [
    ...uses('acme', 'cyd', daily(25, 16)),
    ...uses('acme', 'dan', daily(4, 1)),
    ...uses('acme', 'dan', [2], 'Invite'),
    ...uses('globex', 'eve', daily(90, 30)),
    ...uses('initech', 'fay', daily(10, 1)),
    pays('acme', 100, {
      ...{ plan: 'Team', amount: '96.00', quantity: 5, status: 'active', renews_at: renews(20) },
    }),
    pays('globex', 100, {
      plan: 'Solo',
      amount: '200.00',
      status: 'active',
      renews_at: renews(10),
    }),
    pays('hooli', 100, { amount: '50.00', status: 'active' }),
    pays('hooli', 30, { amount: '50.00', status: 'ended' }),
  ]
}
