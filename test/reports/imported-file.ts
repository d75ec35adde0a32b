import type { ImportedDay } from '../../collector/imported/imported-day.ts'

type Values = ImportedDay['values']

/** visitors, visits, pageviews, bounces, seconds. */
type Five = [number, number, number, number, number]

function row(table: ImportedDay['table'], date: string, values: Values, five: Five): ImportedDay {
  const [visitors, visits, pageviews, bounces, visit_duration] = five
  return { table, date, values, sums: { visitors, visits, pageviews, bounces, visit_duration } }
}

const source = (date: string, tags: Values, visits: number) =>
  row(
    'sources',
    date,
    {
      ...{ source: null, medium: null, campaign: null, content: null, term: null, click_id: null },
      ...{ referrer: null, ...tags },
    },
    [visits, visits, visits, 0, 0],
  )

const page = (date: string, path: string, visits: number): ImportedDay => ({
  table: 'pages',
  date,
  values: { hostname: 'example.com', page: path },
  sums: { visitors: visits, visits, pageviews: visits + 1 },
})

const event = (date: string, name: string, visitors: number, events: number): ImportedDay => ({
  table: 'custom_events',
  date,
  values: { event: name },
  sums: { visitors, events },
})

const prop = (date: string, value: string, visitors: number, events: number): ImportedDay => ({
  table: 'custom_props',
  date,
  values: { property: 'plan', value },
  sums: { visitors, events },
})

/**
 * Worked by hand. What Plausible summed of 30 October to 3 November; the first own visit is on 2 November, so its 2nd and 3rd
 * count nowhere:
 *            visitors visits pageviews bounces seconds
 * 30 October       8     10        25       4    600
 * 31 October       5      6        12       3    120
 *  1 November      2      2         2       2      0
 */
export const FILE: ImportedDay[] = [
  row('visitors', '2026-10-30', {}, [8, 10, 25, 4, 600]),
  row('visitors', '2026-10-31', {}, [5, 6, 12, 3, 120]),
  row('visitors', '2026-11-01', {}, [2, 2, 2, 2, 0]),
  row('visitors', '2026-11-02', {}, [900, 900, 900, 900, 900]),
  row('visitors', '2026-11-03', {}, [900, 900, 900, 900, 900]),
  source('2026-10-30', { source: 'google', medium: 'cpc', campaign: 'Autumn Sale' }, 7),
  source('2026-10-31', { referrer: 'google.com' }, 4),
  source('2026-10-31', {}, 5),
  source('2026-11-02', {}, 900),
  page('2026-10-30', '/pricing', 6),
  page('2026-10-30', '/landing', 5),
  page('2026-10-31', '/pricing', 3),
  event('2026-10-30', 'Signup', 2, 3),
  event('2026-10-31', 'Signup', 1, 1),
  event('2026-10-31', 'Video', 1, 4),
  prop('2026-10-30', 'pro', 2, 2),
  prop('2026-10-30', 'team', 1, 1),
  row(
    'locations',
    '2026-10-30',
    { country: 'DE', region: 'BE', city: 'Berlin' },
    [6, 8, 20, 3, 500],
  ),
  row(
    'locations',
    '2026-10-30',
    { country: 'DE', region: 'HH', city: 'Hamburg' },
    [2, 2, 5, 1, 100],
  ),
]
