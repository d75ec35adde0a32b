import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { tributary } from '../server.ts'

describe('the exit code', () => {
  test.each([
    [['--help'], 0],
    [['serve', '--help'], 0],
    [['help', 'site'], 0],
    [['--version'], 0],
    [[], 2],
    [['--nonsense'], 2],
    [['nonsense'], 2],
    [['site', 'add'], 2],
    [['site', 'add', 'a.example', '--nonsense'], 2],
    [['site', 'add', 'not_a_host!'], 2],
    [['site', 'add', 'https://not_a_host!/part'], 2],
    [['site', 'add', 'a.example', '--timezone', 'Mars/Olympus'], 2],
    [['user', 'add', 'nobody'], 2],
    [['export', 'a.example', '--from', '2026-02-30'], 2],
    [['export', 'a.example', '--from', '2026-02-02', '--to', '2026-02-01'], 2],
    [['note', 'a.example', 'released', '--day', 'today'], 2],
    [['note', 'a.example', 'released', '--color', 'mauve'], 2],
    [['token', 'create', '--scope', 'everything'], 2],
    [['user', 'add', 'a@b.example', '--role', 'king'], 2],
    [['erase', 'a.example', '--user', 'x', '--visitor', 'y'], 2],
    [['serve', '--port', 'many'], 2],
    [['site', 'list', '--data', 'package.json'], 1],
    [['import', 'a.example', '-', '--mapping', 'garbage'], 2],
    [['import', 'a.example', '-', '--mapping', 'when=Date'], 2],
    [['spend', 'import', 'a.example', '-', '--mapping', 'garbage'], 2],
    [['spend', 'import', 'a.example', '-', '--currency', 'euros'], 2],
    [['subscriptions', 'import', 'a.example', '-', '--mapping', '{"customer"'], 2],
    [['rates', 'import', 'a.example', 'rates.csv', '--from', 'always'], 2],
    [
      ['offline-conversions', 'a.example', '--platform', 'google', '--goal', 'a', '--period', 'x'],
      2,
    ],
    [['config', '--tracker-path', 'x'], 2],
  ])('of %j is %i', { concurrent: true }, async (args, code) => {
    expect((await tributary(args)).code).toBe(code)
  })

  test('of a variable that cannot be meant is 1: nobody typed it here', async () => {
    expect((await tributary(['config'], { env: { TRIBUTARY_PORT: 'many' } })).code).toBe(1)
  })

  test('of an unknown variable is 1, and the message names the nearest known', async () => {
    const { code, stdout, stderr } = await tributary(['config'], { env: { TRIBUTARY_PROT: '1' } })
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain('TRIBUTARY_PORT')
  })
})

test.each([
  [['serv'], 'serve'],
  [['exprot'], 'export'],
  [['site', 'lst'], 'list'],
  [['serve', '--prot', '1'], '--port'],
  [['site', 'list', '--jsn'], '--json'],
])('of %j the nearest known is %s', { concurrent: true }, async (args, near) => {
  const { code, stdout, stderr } = await tributary(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(`Did you mean ${near}?`)
})

test.each(['-v', '--version'])('%s prints the version of the package', async (flag) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(await tributary([flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
})
