import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invoice, invoiceFile, STRIPE_HEAD, stripe } from '../billing/files.ts'
import { addSite, dataFolder, removeFolder, tributary } from '../server.ts'

const data = dataFolder()
afterAll(() => removeFolder(data))
beforeAll(() => addSite(data, 'example.com'))

const run = (...args: string[]) => tributary(['subscriptions', ...args, '--data', data])

function fileOf(name: string, text: string): string {
  const path = join(data, name)
  writeFileSync(path, text)
  return path
}

test('a billing system’s files are looked at, taken in once, and listed', async () => {
  const invoices = fileOf(
    'invoices.csv',
    invoiceFile(
      invoice('2025-01-01', '2025-02-01'),
      invoice('2025-02-01', '2025-03-01', { Subtotal: '59.00' }),
      invoice('2025-02-01', '2025-02-01', { Subscription: '' }),
    ),
  )
  const looked = await run('import', 'example.com', invoices, '--dry-run')
  expect(looked).toMatchObject({
    code: 0,
    stdout: 'invoices, 2 of 1 subscriptions: new 1, changed 0, events 3 (nothing is stored yet)\n',
  })
  expect(looked.stderr).toContain('left out: 1 no_subscription')
  expect(looked.stderr).toContain('note: no account of this site is called')
  const taken = await run('import', 'example.com', invoices)
  expect(taken.stdout).toBe('invoices, 2 of 1 subscriptions: new 1, changed 0, events 3\n')
  const again = await run('import', 'example.com', invoices, '--json')
  expect(JSON.parse(again.stdout)).toMatchObject({ import: null, events: 0 })

  const input = [
    STRIPE_HEAD,
    stripe({ id: 'sub_2', 'Customer ID': 'cus_1', 'workspace (metadata)': 'ann' }),
  ].join('\n')
  const args = ['--mapping', 'customer=workspace (metadata)', '--as', 'user', '--data', data]
  const piped = await tributary(['subscriptions', 'import', 'example.com', '-', ...args], { input })
  expect(piped.stdout).toBe('subscriptions, 1 subscriptions: new 1, changed 0, events 1\n')

  const { stdout } = await run('list', 'example.com', '--json')
  expect(JSON.parse(stdout)).toMatchObject([
    { file: null, subscriptions: 1, events: 1 },
    { file: 'invoices.csv', subscriptions: 1, events: 3 },
  ])
  expect((await run('list', 'example.com')).stdout).toMatch(
    /^id +file +subscriptions +events +at\n/,
  )
  const { stdout: history } = await tributary(['export', 'example.com', '--data', data])
  expect(history.trim().split('\n')).toHaveLength(4)
})

test('what cannot be stored is said with its line, and nothing is stored', async () => {
  const path = fileOf('bad.csv', invoiceFile(invoice('2025-01-01', '2025-01-18')))
  const refused = await run('import', 'example.com', path)
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toContain('line 2: a period of 17 days is no interval (a proration)')
  expect(await run('import', 'example.com', join(data, 'none.csv'))).toMatchObject({ code: 1 })
})
