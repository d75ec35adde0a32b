import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSite, dataFolder, removeFolder, tributary } from '../server.ts'

const data = dataFolder()
afterAll(() => removeFolder(data))
beforeAll(() => addSite(data, 'example.com'))

const run = (name: string, ...args: string[]) =>
  tributary([
    'spend',
    'import',
    'example.com',
    join('test/spend/files', name),
    ...args,
    '--data',
    data,
  ])

test('a platform’s file is imported as it is, and again in the place of itself', async () => {
  const first = await run('google-english.csv')
  expect(first).toMatchObject({
    code: 0,
    stdout: 'google, 2026-08-01 to 2026-08-02: 1230 EUR; new 3, replaced 0\n',
    stderr: '',
  })
  const { stdout } = await run('google-english.csv', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ import: 'google', stored: 0, replaced: 3 })
})

test('what cannot be stored is said with its line, and nothing is stored', async () => {
  const refused = await run('second-bom.tsv')
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toContain('line 3: 5 cells where the header has 4')
  const skipped = await run('second-bom.tsv', '--skip-bad')
  expect(skipped.stdout).toContain('new 1')
  expect(skipped.stderr).toContain('line 3: 5 cells')
  const mapped = await run('own-names.csv', '--mapping', 'date=Wann,source=Wo,cost=Wieviel')
  expect(mapped.stdout).toContain('80 USD')
})

test('what is piped in is read, and no more of it than a file may have', async () => {
  const args = ['spend', 'import', 'example.com']
  const input = 'date,source,cost,currency\n2026-08-01,flyer,80,USD\n'
  const piped = await tributary([...args, '-', '--import', 'flyers', '--data', data], { input })
  expect(piped).toMatchObject({ code: 0, stdout: expect.stringContaining('80 USD; new 1') })
  const endless = await tributary([...args, '/dev/zero', '--data', data])
  expect(endless).toMatchObject({ code: 1, stdout: '' })
  expect(endless.stderr).toContain('a file has at most 64 MiB')
})

test('a platform and a currency are known in any case, and by other names', async () => {
  const input = 'date,source,cost\n2026-08-01,flyer,80\n'
  const args = ['spend', 'import', 'example.com', '-', '--dry-run', '--data', data]
  const said = ['--platform', 'Facebook Ads', '--currency', 'eur']
  const { code, stdout } = await tributary([...args, ...said], { input })
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^meta, .*: 80 EUR/u),
  })
  const unknown = await tributary([...args, '--platform', 'gogle'], { input })
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('"google"') })
})
