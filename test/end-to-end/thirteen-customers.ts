const SITE = 'shop.example'

const told = (customer: string, day: string, more: object = {}) => ({
  id: `${customer}-${day}`,
  name: 'subscription',
  at: Date.parse(`${day}T10:00Z`),
  account: customer,
  subscription: {
    ...{ id: `sub-${customer}`, plan: 'Pro', amount: '50.00', currency: 'USD' },
    ...{ interval: 'month', status: 'active' },
    ...more,
  },
})
const came = (customer: string, source: string, month: string) => ({
  id: `visit-of-${customer}`,
  name: 'pageview',
  at: Date.parse(`${month}-02T10:00Z`),
  url: `https://${SITE}/?utm_source=${source}&utm_medium=cpc&utm_campaign=brand`,
  ...{ visitor: `of-${customer}`, user: `user-${customer}`, account: customer },
})
const ended = { status: 'ended' }
const FIRST = Array.from({ length: 10 }, (_, i) => `c${i + 1}-inc`)
const source = (i: number) => (i < 5 ? 'google' : 'bing')
/**
 *            start   new  back   more   lost    end   customers   left
 *     Jan        0   500     0      0      0    500          10
 *     Feb      500    50     0      0     50    500          10      1
 *     Mar      500    50     0     50     50    550          10      1
 *     Apr      550     0    50      0    100    500           9      2
 *     May      500   100     0      0     50    550          10      1
 */
export const EVENTS = [
  ...FIRST.map((customer, i) => came(customer, source(i), '2025-01')),
  ...FIRST.map((customer) => told(customer, '2025-01-10')),
  ...['c11-inc', 'c12-inc'].map((customer) => came(customer, 'google', '2025-02')),
  came('c13-inc', 'google', '2025-05'),
  came('c14-inc', 'bing', '2025-05'),
  told('c1-inc', '2025-02-15', ended),
  told('c11-inc', '2025-02-20'),
  told('c2-inc', '2025-03-15', ended),
  told('c3-inc', '2025-03-16', { quantity: 2 }),
  told('c12-inc', '2025-03-20'),
  told('c4-inc', '2025-04-05', ended),
  told('c6-inc', '2025-04-06', ended),
  told('c1-inc', '2025-04-20'),
  told('c7-inc', '2025-05-05', ended),
  told('c13-inc', '2025-05-10'),
  told('c14-inc', '2025-05-11', { plan: 'Team' }),
  told('ghost-inc', '2025-01-20', ended),
]
