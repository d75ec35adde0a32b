import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken, exported, startServer, type TestServer } from '../server.ts'
import { compiled, PROJECTS } from './compiled.ts'

const run = promisify(execFile)

let folder: string
let collector: TestServer
let env: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-package-'))
  const { stdout } = await run('npm', ['pack', '--pack-destination', folder], {
    cwd: 'packages/node',
  })
  const installed = join(folder, 'node_modules/@tributary/node')
  mkdirSync(installed, { recursive: true })
  const tarball = join(folder, stdout.trim().split('\n').at(-1) ?? '')
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'])
  collector = await startServer({ env: { TRIBUTARY_PORT: '0' } })
  const token = await createToken(collector.data, 'admin')
  env = { COLLECTOR: collector.url, TOKEN: token }
})
afterAll(async () => {
  await collector.stop()
  rmSync(collector.data, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})

async function api(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${collector.url}/api/sites${path}`, {
    method,
    headers: { authorization: `Bearer ${env.TOKEN}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(response.ok, await response.clone().text()).toBe(true)
  return (await response.json()) as Record<string, unknown>
}

/** Runs a program beside which the package is installed; answers what it wrote. */
async function program(code: string, site: string, ending = 'mjs') {
  const file = join(folder, `${site}.${ending}`)
  writeFileSync(file, code)
  const ran = await run(process.execPath, [file], {
    env: { ...process.env, ...env, SITE: site, NODE_NO_WARNINGS: '1' },
  })
  return ran.stdout + ran.stderr
}

const IMPORT = `import { tributary } from '@tributary/node'
const { COLLECTOR: url, SITE: site, TOKEN: token } = process.env
const t = tributary({ url, site, token })
`

test('a program that ends at once has told everything', async () => {
  await api('POST', '', { domain: 'ends.example' })
  const said = await program(
    `${IMPORT}
t.page({ url: 'https://ends.example/pricing?utm_source=news', visitor: 'v-1', ip: '203.0.113.7' })
t.identify('user-42', { visitor: 'v-1', account: 'acme', traits: { role: 'admin' } })
t.track('Signup', { user: 'user-42', props: { plan: 'pro' } })
t.track('Order', { user: 'user-42', id: 'order-1001', revenue: { amount: '49.00', currency: 'EUR' } })
t.track('Order', { user: 'user-42', id: 'order-1001', revenue: { amount: '49.00', currency: 'EUR' } })
t.subscription(
  { id: 's-1', amount: 49, currency: 'EUR', interval: 'month', status: 'active' },
  { user: 'user-42', account: 'acme' },
)
`,
    'ends.example',
  )
  expect(said).toBe('')
  const stored = await exported(collector.data, 'ends.example')
  expect(stored.map(({ name }) => name).toSorted()).toEqual(
    ['Order', 'Signup', 'identify', 'pageview', 'subscription'].toSorted(),
  )
})

test('it is loaded by require, too', async () => {
  await api('POST', '', { domain: 'require.example' })
  const said = await program(
    `const { tributary } = require('@tributary/node')
const { COLLECTOR: url, SITE: site, TOKEN: token } = process.env
tributary({ url, site, token }).track('Signup', { user: 1 })`,
    'require.example',
    'cjs',
  )
  expect(said).toBe('')
  expect(await exported(collector.data, 'require.example')).toMatchObject([{ user: '1' }])
})

test('what is wrong is said, and nothing is thrown', async () => {
  await api('POST', '', { domain: 'wrong.example' })
  const said = await program(
    `${IMPORT}
t.track('', { user: 1 })
t.track('Big', { props: { n: 1n } })
t.track('Fine', { user: 1 })
const bad = tributary({ url, site, token: 'trb_nobody' })
bad.track('Signup', { user: 1 })
`,
    'wrong.example',
  )
  expect(said.split('\n').filter(Boolean).toSorted()).toEqual([
    expect.stringMatching(/^tributary: 1 event lost: 401 /),
    expect.stringMatching(/^tributary: 1 event lost: /),
    expect.stringMatching(/^tributary: Big: .*BigInt/),
  ])
  expect(await exported(collector.data, 'wrong.example')).toMatchObject([{ name: 'Fine' }])
})

test('a collector that is not there costs the end of a program some seconds, and is told', async () => {
  const said = await program(
    `import { tributary } from '@tributary/node'
const t = tributary({ url: 'http://127.0.0.1:9', site: 'a.example', token: 't', patience: 1_000 })
t.track('Signup', { user: 1 })`,
    'away.example',
  )
  expect(said).toBe('tributary: 1 event not sent before the end\n')
})

test('experiments are drawn as pages draw them, and who saw what is told once', async () => {
  await api('POST', '', { domain: 'drawn.example' })
  await api('POST', '/drawn.example/goals', { name: 'Signup', event: 'Signup' })
  await api('POST', '/drawn.example/experiments', {
    key: 'hero',
    name: 'Hero',
    unit: 'user',
    seed: 'hero-seed-1',
    variants: [{ key: 'control' }, { key: 'b' }],
    metrics: { primary: { goal: 'Signup', kind: 'proportion' } },
  })
  await api('POST', '/drawn.example/experiments/hero/start', {})
  const said = await program(
    `${IMPORT}
const drawn = []
for (const id of ['u1', 'u2', 'u3', 'u4', 'u1']) drawn.push(await t.variant('hero', { id }))
drawn.push(await t.variant('hero', { id: 'u9', targeted: false }), await t.variant('none', { id: 'u1' }))
drawn.push(await t.variant('hero', { id: 'u9', forced: 'b' }))
console.log(JSON.stringify(drawn))
`,
    'drawn.example',
  )
  const drawn = JSON.parse(said) as (string | null)[]
  expect(drawn[4]).toBe(drawn[0])
  expect(drawn.slice(5)).toEqual([null, null, 'b'])
  expect(new Set(drawn.slice(0, 4)).size).toBe(2)
  const told = await exported(collector.data, 'drawn.example')
  expect(told.map(({ user, props }) => [user, props]).toSorted()).toEqual(
    ['u1', 'u2', 'u3', 'u4'].map((user, index) => [
      user,
      { experiment: 'hero', variant: drawn[index] },
    ]),
  )
})

test.each(PROJECTS)(
  'its types are found by a compiler with %s, of a file .%s',
  async (...project) => {
    const code = `import { type Options, type Tributary, tributary } from '@tributary/node'
const options: Options = { url: 'https://growth.example.com', site: 'example.com', token: 't' }
const t: Tributary = tributary(options)
t.track('Order', { user: 42, revenue: { amount: '49.00', currency: 'EUR' }, at: new Date() })
// @ts-expect-error an amount has a currency
t.track('Order', { revenue: { amount: '49.00' } })
// @ts-expect-error a page has an address
t.page({ user: 42 })
export const variant: Promise<string | null> = t.variant('hero', { id: 42 })
`
    await compiled({ folder, code }, project)
  },
)
