import './page.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ask } from '../../dashboard/api.ts'
import { followAddress } from '../../dashboard/models/address.ts'
import { reportQuestion } from '../../dashboard/models/report.ts'
import { changeSheet } from '../../dashboard/models/site-rules.ts'
import { addThing, replaceThing } from '../../dashboard/models/things.ts'
import { open } from './page.ts'

followAddress()

test('the same request has the same key, and another another', () => {
  open('/sites/example.com')
  const visits = { period: '7d', metrics: ['visits'] } as const
  const key = reportQuestion('stats', visits)?.key
  expect(key).toBe('/api/sites/example.com/reports/stats {"period":"7d","metrics":["visits"]}')
  expect(reportQuestion('stats', { ...visits })?.key).toBe(key)
  expect(reportQuestion('stats', { ...visits, limit: 5 })?.key).not.toBe(key)
})

test('a site’s name is made safe for a path, and without a site nothing is asked', () => {
  open('/sites/localhost%3A3000')
  expect(reportQuestion('data-quality', {})?.key).toBe(
    '/api/sites/localhost%3A3000/reports/data-quality {}',
  )
  open('/sites/new')
  expect(reportQuestion('stats', { metrics: ['visits'] })).toBeUndefined()
})

test('what the report, its vocabulary or the route does not know is a type error', () => {
  const view = { period: '7d', filters: [], goal: 'Signup' } as const
  const wrong = [
    // @ts-expect-error no metric of this name
    () => reportQuestion('stats', { metrics: ['visitorz'] }),
    // @ts-expect-error no dimension of this name
    () => reportQuestion('stats', { metrics: ['visits'], dimensions: ['channels'] }),
    // @ts-expect-error a period of the dashboard's own, which the API has no name for
    () => reportQuestion('stats', { metrics: ['visits'], period: 'last30' }),
    // @ts-expect-error a field that the report does not have
    () => reportQuestion('stats', { metrics: ['visits'], order: 'visits' }),
    // @ts-expect-error the same, by a spread
    () => reportQuestion('people', { ...view, limit: 50 }),
    // @ts-expect-error what it needs is missing
    () => reportQuestion('stats', { period: '7d' }),
    // @ts-expect-error no report of this name
    () => reportQuestion('visits', {}),
    // @ts-expect-error a route that takes no such body
    () => ask('POST', '/api/session', { body: { mail: 'ada@example.com', password: '' } }),
    // @ts-expect-error a path with a name left open
    () => ask('DELETE', '/api/sites/:site'),
    // @ts-expect-error a goal that is not called anything
    () => addThing('example.com', 'goals', { event: 'Signup' }),
    // @ts-expect-error exchange rates have no id to replace them by
    () => replaceThing('example.com', 'rates', '1', {}),
    // @ts-expect-error a sheet in the place of another
    () => changeSheet('example.com', 'channels', () => ({ source: {}, medium: {}, campaign: {} })),
  ]
  expect(wrong).toHaveLength(12)
})

test('what goes to a path unchecked goes through the three models that type it', () => {
  const files = readdirSync('dashboard', { recursive: true, encoding: 'utf8' })
  const importers = files.filter(
    (name) =>
      /\.tsx?$/.test(name) &&
      /import \{[^}]*\bsend\b[^}]*\} from '[^']*\/api\.ts'/.test(
        readFileSync(`dashboard/${name}`, 'utf8'),
      ),
  )
  expect(importers.toSorted()).toEqual([
    'models/report.ts',
    'models/site-rules.ts',
    'models/things.ts',
  ])
})
