import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Collector, collector } from './collector.ts'

const AT = Date.UTC(2026, 5, 1, 12)
const BY = 'https://www.google.com/'

let here: Collector
beforeEach(() => {
  here = collector({ now: () => AT })
})
afterEach(() => here.close())

const pageview = (id: string, url: string) => ({ id, name: 'pageview', at: AT, url, referrer: BY })
const exposure = (id: string, variant: string) => ({
  id,
  name: 'exposure',
  at: AT + 1,
  url: 'https://example.com/lp-b',
  props: { experiment: 'hero', variant },
})
const body = (visitor: string, events: object[]) => ({ visitor, sent: AT + 2, events })

test('who is sent to another page has the channel, the visit and the one exposure of who stays', () => {
  const tags = 'utm_source=google&utm_medium=cpc'
  const stays = [
    pageview('pageview-a', `https://example.com/lp?${tags}`),
    exposure('exposure-1', 'control'),
  ]
  // As the script tells it: the page asked for speaks for its variant, which says the same again.
  const goes = [
    pageview('pageview-b', `https://example.com/lp-b?${tags}&utm_source=own`),
    exposure('exposure-2', 'b'),
  ]
  here.live(body('visitor-a', stays))
  here.live(body('visitor-b', goes))
  expect(here.live(body('visitor-b', goes))).toEqual(['duplicate', 'duplicate'])
  const visits = here.db
    .prepare(
      'select count(*) as n, a.channel, a.facts from visit v join acquisition a on a.id = v.acquisition group by a.channel, a.facts',
    )
    .all()
  expect(visits).toMatchObject([{ n: 2, channel: 'Paid Search' }])
  const exposed = here.db
    .prepare('select count(*) as n, count(distinct visit) as visits from event where name = 3')
    .get()
  expect(exposed).toEqual({ n: 2, visits: 2 })
})
