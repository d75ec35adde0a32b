import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataFolder, removeFolder, tributary } from '../server.ts'

const data = dataFolder()
const run = (...args: string[]) => tributary([...args, '--data', data])
beforeAll(async () => {
  await run('site', 'add', 'example.com')
})
afterAll(() => removeFolder(data))

test('import reads what export wrote, also as CSV and with the mark that Windows puts before a file', async () => {
  const event = (id: string, title: string) =>
    JSON.stringify({
      id,
      name: 'pageview',
      at: 1_767_225_600_000,
      url: 'https://example.com/caf%c3%a9',
      visitor: `=${id}`,
      title,
    })
  const input = `\uFEFF${event('event-01', '=1\u2028"2"')}\r\n${event('event-02', "'\n@3")}\r\n`
  const added = await tributary(['import', 'example.com', '-', '--data', data], { input })
  expect(added.stdout).toBe('read 2, stored 2, duplicate 0, rejected 0\n')
  const { stdout: csv } = await run('export', 'example.com', '--format', 'csv')
  const copy = dataFolder()
  await tributary(['site', 'add', 'example.com', '--data', copy])
  const file = join(copy, 'export.csv')
  writeFileSync(file, `\uFEFF${csv}nonsense,row\n`)
  const read = await tributary(['import', 'example.com', file, '--data', copy])
  expect(read.stdout).toBe('read 3, stored 2, duplicate 0, rejected 1 (invalid_at 1)\n')
  expect(JSON.parse(readFileSync(`${file}.rejected.ndjson`, 'utf8'))).toEqual({
    reason: 'invalid_at',
    line: 'nonsense,row',
  })
  const { stdout: original } = await run('export', 'example.com')
  const again = await tributary(['export', 'example.com', '--data', copy])
  expect(again.stdout).toBe(original)
  removeFolder(copy)
})

test('a file of which every line is refused ends with 1, and says so beside what it came to', async () => {
  const refused = { code: 1, stdout: 'read 2, stored 0, duplicate 0, rejected 2 (invalid_at 2)\n' }
  const input = 'id,name,at\nevent-21,a,then\nevent-22,b,then\n'
  const file = join(data, 'timeless.csv')
  writeFileSync(file, input)
  const ran = await run('import', 'example.com', file)
  expect(ran).toMatchObject(refused)
  expect(ran.stderr).toContain('nothing was brought in: all 2 lines were refused')
})
