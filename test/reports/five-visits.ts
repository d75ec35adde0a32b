import { type ReportedSite, reportedSite } from './site.ts'

export const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }

/**
 * Worked by hand. Five visits of four people, 2–4 November 2026, UTC:
 * A1  2 Nov 10:00–10:01  ann   google/cpc/spring  /landing → /pricing, Signup (plan pro)   60 s
 * A2  3 Nov 09:00        ann   direct             /pricing                                  0 s   bounce
 * B1  2 Nov 23:58–00:04  bob   newsletter/email   /blog → 3 Nov 00:02 /pricing, 00:04 Signup (plan free) 360 s
 * C1  3 Nov 12:00–12:00:15 cyd direct             /blog, read for 15 s and 80 %            15 s   bounce, engaged
 * D1  4 Nov 08:00        dan   google.com referrer /landing                                 0 s   bounce
 */
export async function fiveVisits(): Promise<ReportedSite> {
  const site = await reportedSite()
  await site.goal({ name: 'Signup', event: 'Signup', value: 10, count: 'every' })
  const spring = '?utm_source=google&utm_medium=cpc&utm_campaign=Spring'
  site.take([
    { at: '2026-11-02T10:00:00', visitor: 'ann', path: `/landing${spring}`, title: 'Landing' },
    { at: '2026-11-02T10:00:30', visitor: 'ann', path: '/pricing', title: 'Pricing' },
    {
      name: 'Signup',
      at: '2026-11-02T10:01:00',
      visitor: 'ann',
      path: '/pricing',
      props: { plan: 'pro', seats: 12 },
    },
    { at: '2026-11-03T09:00:00', visitor: 'ann', path: '/pricing', title: 'Pricing' },
    {
      at: '2026-11-02T23:58:00',
      visitor: 'bob',
      path: '/blog?utm_source=newsletter&utm_medium=email',
    },
    { at: '2026-11-03T00:02:00', visitor: 'bob', path: '/pricing', title: 'Pricing' },
    {
      name: 'Signup',
      at: '2026-11-03T00:04:00',
      visitor: 'bob',
      path: '/pricing',
      props: { plan: 'free', seats: 2 },
    },
    { id: 'page-cyd-1', at: '2026-11-03T12:00:00', visitor: 'cyd', path: '/blog' },
    {
      name: 'engagement',
      at: '2026-11-03T12:00:15',
      visitor: 'cyd',
      path: '/blog',
      of: 'page-cyd-1',
      engaged: 15_000,
      scroll: 80,
    },
    {
      at: '2026-11-04T08:00:00',
      visitor: 'dan',
      path: '/landing',
      referrer: 'https://www.google.com/',
    },
  ])
  return site
}
