import { afterAll, expect, test } from 'vitest'
import { typedDomain } from '../../collector/typed-domain.ts'
import { start } from '../../dashboard/texts/en/start.ts'
import { dataFolder, removeFolder, tributary } from '../server.ts'

const data = dataFolder()
afterAll(() => removeFolder(data))

const add = (domain: string, args: string[] = [], env = {}) =>
  tributary(['site', 'add', domain, '--data', data, ...args], { env })

test.each([
  ['https://pasted.example/', 'pasted.example'],
  ['HTTP://Loud.example', 'loud.example'],
  ['slash.example/', 'slash.example'],
  ['localhost', 'localhost'],
  ['bücher.example', 'xn--bcher-kva.example'],
])('%s is the site %s, and its tag is alone on stdout', async (text, domain) => {
  const { code, stdout } = await add(text)
  expect(code).toBe(0)
  expect(stdout).toBe(`<script async src="http://127.0.0.1:8787/t/${domain}.js"></script>\n`)
})

test.each([
  ['ported.example:8080', ['The site is ported.example, on whichever port.']],
  [
    'http://part.example:3000/blog/?a=b',
    [
      'The site is part.example, on whichever port.',
      'The site is the whole host part.example.',
      'To count only these pages, put data-include="/blog*" into the tag.',
    ],
  ],
])('of %s the site is the whole host, which is said as in the dashboard', async (text, said) => {
  const { code, stderr } = await add(text)
  expect(code).toBe(0)
  const lines = stderr.split('\n')
  expect(lines.slice(1, 1 + said.length)).toEqual(said)
  const { host, part = '' } = typedDomain(text)
  const { anyPort, whole, only } = start.addSite
  expect([anyPort(host), whole(host), only(part)]).toEqual(expect.arrayContaining(said))
})

test.each([
  ['two words', 'not a host name'],
  ['me@example.com', 'not a host name'],
  ['', 'not a host name'],
])('"%s" is refused: %s', async (text, words) => {
  const { code, stdout, stderr } = await add(text)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(words)
  expect(stderr).not.toMatch(/^\s+at /m)
})

test('the tag has the address that browsers reach, and the path that was chosen', async () => {
  const env = { TRIBUTARY_PUBLIC_URL: 'https://growth.example', TRIBUTARY_TRACKER_PATH: '/js/app' }
  const { stdout, stderr } = await add('public.example', [], env)
  expect(stdout).toBe(
    '<script async src="https://growth.example/js/app/public.example.js"></script>\n',
  )
  expect(stderr).not.toContain('--public-url')
})

test('of a site within another one it is said', async () => {
  await add('inner.example')
  expect((await add('www.inner.example')).stderr).toContain(
    'www.inner.example lies within inner.example',
  )
  await add('shop.outer.example')
  expect((await add('outer.example')).stderr).toContain('shop.outer.example among them')
  expect((await add('notinner.example')).stderr).not.toContain('one of them')
})

test('a note is put on a day, by default the site’s today', async () => {
  await add('noted.example', ['--timezone', 'Pacific/Kiritimati'])
  const note = (...args: string[]) => tributary(['note', ...args, '--data', data])
  const today = () => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)
  const before = today()
  const { stderr, ...told } = await note('noted.example', 'Version 2')
  expect(told).toEqual({ code: 0, stdout: '' })
  expect([before, today()].map((day) => `noted on ${day}\n`)).toContain(stderr)
  expect((await note('noted.example', 'Launch', '--day', '2026-02-03')).code).toBe(0)
  const several = ['--day', '2026-02-03', '--to', '2026-02-05']
  expect((await note('noted.example', 'Sale', ...several)).stderr).toBe(
    'noted on 2026-02-03 to 2026-02-05\n',
  )
  for (const [code, ...args] of [
    [2, 'noted.example', 'Backwards', '--day', '2026-02-03', '--to', '2026-02-02'],
    [2, 'noted.example', 'Never', '--day', '2026-02-30'],
    [2, 'noted.example', ' '],
    [2, 'noted.example', 'x'.repeat(501)],
    [1, 'unknown.example', 'Nowhere'],
  ] as const) {
    const answer = await note(...args)
    expect(answer.code).toBe(code)
    expect(answer.stderr).not.toMatch(/^\s+at /m)
  }
})
