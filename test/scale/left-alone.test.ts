import { join } from 'node:path'
import { expect, test } from 'vitest'
import { heldOf } from '../../collector/forward/held-status.ts'
import { SITE } from '../faults/sending.ts'
import { startServer } from '../server.ts'
import { ALL, DAY, DAYS, EVENTS, history, OLD, VISITORS } from './history.ts'
import { inFile, leftOf } from './in-file.ts'
import { Leaving } from './leaving.ts'

const one = new Leaving()

test('what is older than the file holds is refused and erased there, and nothing is told without it', async () => {
  // Its numbers there are others than in the file.
  one.env.TRIBUTARY_COLLECTOR = '7'
  await one.imported(history())
  await one.keeping('--collector', '7')
  await one.allLeft()
  const [{ since, left: gone } = { since: '', left: 0 }] = inFile(one.data, heldOf)
  expect(gone).toBeGreaterThan(OLD)
  expect(await one.held()).toBe(ALL)

  const late = { id: 'late-event-1', name: 'pageview', url: `https://${SITE}/`, visitor: 'new' }
  const refused = await one.imported([JSON.stringify({ ...late, at: Date.now() - 60 * DAY })])
  expect(refused.stdout + refused.stderr).toContain('too_old')

  const old = { period: { from: '2020-01-01', to: since }, filters: [], dry_run: true }
  expect(await one.report('events/delete', old)).toMatchObject({
    ...{ status: 422, body: { detail: expect.stringContaining('in ClickHouse alone') } },
  })

  expect((await one.report('reports/live', {})).status).toBe(200)
  const csv =
    'id,customer,status,amount,currency,interval,started\ns1,c1,active,10,EUR,month,2026-01-01\n'
  expect(await one.subscriptions(csv)).toContain('changes from before')

  const erased = await one.command('erase', SITE, '--visitor', 'visitor-3')
  expect(erased.stdout).toContain(`${DAYS * EVENTS} events`)
  expect(erased.stderr).toContain('in ClickHouse alone')
  await expect.poll(() => one.held()).toBe(ALL - DAYS * EVENTS)
  await expect.poll(() => leftOf(one.data)).toBe(gone - gone / VISITORS)
  expect((await one.command('clickhouse', 'verify')).code).toBe(0)

  expect((await one.command('doctor')).stdout).toContain(`${SITE} since ${since}`)
  expect((await one.command('clickhouse', 'stop')).stderr).toContain('is not stopped')
  await one.stop()
  await expect(startServer({ data: one.data, args: [] })).rejects.toThrow('in ClickHouse alone')
}, 180_000)

test('a backup that is put back is told anew, and leaves what is there alone', async () => {
  await one.imported(history())
  await one.keeping()
  await one.allLeft()
  await one.allTold()
  expect(leftOf(one.data)).toBeGreaterThan(OLD)
  const told = await one.totals()
  const file = join(one.data, 'backup.sqlite')
  expect((await one.command('backup', file)).stderr).toContain('back it up, too')
  await one.stop()
  expect((await one.command('restore', file)).stderr).toContain('in ClickHouse alone')
  await one.keeping()
  await one.allTold()
  expect(await one.totals()).toEqual(told)
  expect((await one.command('clickhouse', 'verify')).code).toBe(0)
  await one.stop()

  // Another database knows nothing of them.
  await one.otherDatabase()
  await one.keeping()
  await expect.poll(() => one.server.output()).toContain('does not have the events')
}, 240_000)
