import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openData } from '../../collector/data-folder.ts'
import { addGoal } from '../../collector/settings/goals.ts'
import { siteByDomain } from '../../collector/settings/sites.ts'
import { addSite, dataFolder, removeFolder, tributary } from '../server.ts'

const data = dataFolder()
afterAll(() => removeFolder(data))

const DAY = 86_400_000
const clicked = Date.now() - 3 * DAY

beforeAll(async () => {
  await addSite(data, 'example.com')
  const open = openData(data)
  const { id } = await siteByDomain(open.settings, 'example.com')
  const goal = { name: 'Buy', event: 'Buy', value: 'revenue', count: 'every' } as const
  await addGoal(open.settings, Number(id), goal, 0)
  await open.close()
  mkdirSync(data, { recursive: true })
  const url = 'https://example.com/?msclkid=f894f652ea33'
  const revenue = { amount: '9.00', currency: 'USD' }
  const lines = [
    { id: 'event-00001', name: 'pageview', visitor: 'p', url, at: clicked },
    { id: 'event-00002', name: 'Buy', visitor: 'p', at: clicked + 1_000, revenue },
    { id: 'event-00003', name: 'Buy', visitor: 'q', at: clicked + 2_000, revenue },
  ]
  const file = join(data, 'events.ndjson')
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  await tributary(['import', 'example.com', file, '--data', data])
})

const run = (...args: string[]) =>
  tributary(['offline-conversions', 'example.com', '--goal', 'Buy', ...args, '--data', data])

test('the file goes to standard output, and what is left out is said beside it', async () => {
  const { code, stdout, stderr } = await run('--platform', 'microsoft', '--dry-run')
  expect([code, stderr]).toEqual([0, expect.stringContaining('left out: 1 no_click_id')])
  expect(stdout).toContain('f894f652ea33,Buy,')
})

test('what was written to a file does not go out again', async () => {
  const out = join(data, 'microsoft.csv')
  await run('--platform', 'microsoft', '--out', out)
  expect(readFileSync(out, 'utf8')).toContain('f894f652ea33')
  const again = await run('--platform', 'microsoft')
  expect(again.stdout).not.toContain('f894f652ea33')
  expect(again.stderr).toContain('left out: 1 already_sent')
  expect((await run('--platform', 'microsoft', '--repeat')).stdout).toContain('f894f652ea33')
})

test('an unknown goal is refused with the nearest', async () => {
  const { code, stderr } = await tributary([
    ...['offline-conversions', 'example.com', '--goal', 'Byu', '--platform', 'google'],
    ...['--data', data],
  ])
  expect([code, stderr]).toEqual([1, expect.stringContaining('"Buy"')])
})
