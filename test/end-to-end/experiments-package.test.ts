import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assign } from '../../experiments/assignment/assign.ts'
import type { WireBody } from '../../tracker/protocol.ts'

const run = promisify(execFile)
const HERO = {
  key: 'hero',
  status: 'running',
  seed: 'hero-seed-1',
  coverage: 1,
  layer: null,
  layer_range: [0, 1] as const,
  variants: [{ key: 'control' }, { key: 'b' }],
  phases: [{ phase: 1 }],
} as const

let folder: string
let collector: Server
const bodies: WireBody[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-package-'))
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder])
  const installed = join(folder, 'node_modules/tributary')
  mkdirSync(installed, { recursive: true })
  const tarball = join(folder, stdout.trim().split('\n').at(-1) ?? '')
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'])
  collector = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    if (request.method === 'POST') bodies.push(JSON.parse(text))
    response.end(JSON.stringify(request.method === 'POST' ? {} : HERO))
  })
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
})
afterAll(() => {
  collector.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The port that it says it listens on. */
const portOf = async (child: ChildProcess): Promise<string> => {
  const [line] = await once(child.stdout ?? child, 'data')
  return /\d+/.exec(String(line))?.[0] ?? ''
}

test('the server of the docs assigns as the page does, and records what it shows', async () => {
  const program = join(folder, 'server.mjs')
  copyFileSync('docs/examples/experiment-server.mjs', program)
  const { port } = collector.address() as AddressInfo
  const COLLECTOR = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, COLLECTOR, SITE: 'example.com', TOKEN: 't', PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const page = `http://127.0.0.1:${await portOf(child)}`
    for (const id of ['v1', 'v2', 'v3', 'v7', 'v7']) {
      const answer = await fetch(page, { headers: { cookie: `id=${id}` } })
      const { variant } = assign(HERO, { id, targeted: true })
      const headline = variant === 'b' ? 'Ship faster' : 'Ship software'
      expect(await answer.text()).toContain(`<h1>${headline}</h1>`)
    }
    await expect.poll(() => bodies.length).toBe(5)
  } finally {
    child.kill()
  }
  const told = bodies.flatMap(({ events }) => events)
  expect(new Set(told.map(({ id }) => id)).size).toBe(4)
  for (const { id } of told) expect(id).toMatch(/^[\w-]{8,36}$/)
})

test('its types are found by a compiler', async () => {
  const source = join(folder, 'page.ts')
  writeFileSync(
    source,
    `import { assign, type Assignable, exposureId } from 'tributary/experiments'
const one: Assignable = { status: 'running', seed: 's', coverage: 1, variants: [{ key: 'a' }] }
export const variant: string | null = assign(one, { id: '1', targeted: true }).variant
export const id: string = exposureId({ experiment: 'e', phase: 1, unit: '1', variant: 'a' })
// @ts-expect-error a target is asked for
assign(one, { id: '1' })
`,
  )
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022']
  await run(resolve('node_modules/.bin/tsc'), [...options, '--types', '', source], { cwd: folder })
}, 60_000)
