export const SITE = 'shop.example'
const ADS = 'utm_source=google&utm_medium=cpc&utm_campaign='

interface Kind {
  query: string
  user?: string
  device?: string
  country?: string
}

let made = 0

/** So many visitors who land on a day, and buy where it is said. */
function came(day: string, count: number, kind: Kind, buys = true): object[] {
  const { query, user, device = 'mobile', country = 'DE' } = kind
  return Array.from({ length: count }, (_, i) => {
    const own = {
      visitor: `visitor-${++made}`,
      at: Date.parse(`${day}T10:00:00Z`) + i * 1_000,
      url: `https://${SITE}/landing?${query}`,
      device,
      country,
      ...(user && { user }),
    }
    const revenue = { amount: '20.00', currency: 'USD' }
    return [
      { ...own, id: `${own.visitor}-page`, name: 'pageview' },
      ...(buys
        ? [{ ...own, at: own.at + 100, id: `${own.visitor}-buy`, name: 'Purchase', revenue }]
        : []),
    ]
  }).flat()
}

/** Weeks begin with Monday: these are of 9–15 November 2026 and of the week before. */
const [LAST, BEFORE] = ['2026-11-11', '2026-11-04']

/** What came in both, on phones and desks, from two countries; somebody came before. */
export const events = [
  ...came('2026-10-20', 1, { query: 'x=1', user: 'ann-smith' }, false),
  ...came(LAST, 3, { query: `${ADS}brand` }),
  ...came(LAST, 1, { query: `${ADS}summer` }),
  ...came(LAST, 5, { query: `${ADS}brand`, device: 'desktop' }),
  ...came(LAST, 4, { query: `${ADS}brand`, country: 'FR' }),
  ...came(BEFORE, 1, { query: `${ADS}brand` }),
  ...came(BEFORE, 2, { query: `${ADS}winter` }),
  ...came(BEFORE, 6, { query: `${ADS}winter`, device: 'desktop' }),
  ...came(LAST, 2, { query: 'utm_source=partner&utm_medium=referral&utm_content=banner' }, false),
]

/** A Wednesday in the week after them. */
export const NOW = '2026-11-18T12:00:00Z'
