import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { SETTINGS } from '../collector/all-settings.ts'
import { SCENARIOS } from '../collector/bench/simulation/scenarios.ts'
import { simulationTable } from '../collector/bench/simulation/table.ts'
import { COMMANDS } from '../collector/cli/commands.ts'
import { addSite, removeFolder, startServer, tributary } from './server.ts'
import { BUDGETS } from './sizes.mjs'

const readme = readFileSync('README.md', 'utf8')
const scripts = JSON.parse(readFileSync('package.json', 'utf8')).scripts

/** What stands in fenced blocks of that language. */
function blocks(language: string, page = readme): string[] {
  const fenced = page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))
  return [...fenced].map(([, text = '']) => text.trim())
}

describe('the README', () => {
  test('starts and tests with commands that exist, and the build machine runs no others', () => {
    expect(blocks('sh')).toEqual([
      'npm ci && npm start',
      'ssh -N -L 8787:127.0.0.1:8787 you@server',
      'npm ci && npm start -- --demo',
      'npm ci && npm test',
      'npm run test:wide',
    ])
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test', 'test:wide']))
    const ci = readFileSync('.ci/run', 'utf8')
    expect(ci.match(/^npm .*$/gm)).toEqual(['npm ci', 'npm test', 'npm run test:wide'])
  })

  test('shows the script tag and the queue as they are', () => {
    const [tag, queue] = blocks('html')
    expect(tag).toBe('<script async src="https://growth.example.com/t/example.com.js"></script>')
    const page = runInNewContext(
      `window = globalThis; ${queue?.replace(/<\/?script>/g, '')}; tributary('Signup'); tributary.identify('u'); window`,
    )
    expect(page.tributary.q).toHaveLength(2)
    expect(page.tributary.variant('hero')).toBeNull()
  })

  test('promises the sizes that the build is held to', () => {
    for (const name of ['script, default settings', 'script, every feature'] as const) {
      expect(readme).toContain(BUDGETS[name].toLocaleString('en'))
    }
  })

  test('lists the commands that the program has', async () => {
    const { stdout } = await tributary(['--help'])
    const had = [...stdout.matchAll(/^ {2}([a-z]+)(?= )/gm)].map(([, name]) => name)
    const listed = [...readme.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name)
    expect(listed.toSorted()).toEqual(had.filter((name) => name !== 'help').toSorted())
  })
})

/** A path as the page writes it: from the collector, its folder `http` left out before `api`. */
function inCollector(path: string): string {
  const from = path.startsWith('collector/') ? '' : 'collector/'
  return `${from}${path.startsWith('api/') ? 'http/' : ''}${path}`
}

describe('the pages for who runs it', () => {
  const page = (name: string) => readFileSync(`docs/${name}.md`, 'utf8')

  test('name for each promise of security the code that keeps it and the test that would fail', () => {
    const rows = page('security').match(/^\| (?!promised).*\|$/gm) ?? []
    expect(rows.length).toBeGreaterThan(30)
    const named = rows.flatMap((row) => {
      const [, , held = '', tests = ''] = row.split('|')
      const code = [...held.matchAll(/`([\w/-]+\.ts)`/g)].map(([, path = '']) => inCollector(path))
      const proof = [...tests.matchAll(/`(test\/[\w/-]+)`/g)].map(([, path]) => `${path}.test.ts`)
      expect({ row, tests: proof.length }).not.toEqual({ row, tests: 0 })
      return [...code, ...proof]
    })
    expect(named.filter((path) => !existsSync(path))).toEqual([])
  })

  test('list every setting with its variable and default, and every command', async () => {
    const text = page('configuration')
    for (const { flag, env, fallback } of Object.values(SETTINGS)) {
      const row = text.split('\n').find((line) => line.includes(`\`${env}\``)) ?? ''
      expect(row).toContain(`\`${flag.split(' ')[0]}\``)
      if (typeof fallback === 'number') expect(row.replaceAll(',', '')).toContain(`${fallback}`)
    }
    for (const name of Object.keys(COMMANDS))
      expect(text).toMatch(new RegExp(`[|·] \`${name}[ \`]`))
  })

  test('tell what the collector would say, with commands that run', async () => {
    const [commands = ''] = blocks('sh', page('troubleshooting'))
    const server = await startServer()
    await addSite(server.data, 'example.com')
    const local = commands.replaceAll('https://growth.example.com', server.url)
    const { stdout } = spawnSync('sh', ['-c', local], { encoding: 'utf8' })
    expect(await server.stop()).toBe(0)
    removeFolder(server.data)
    expect(stdout).toContain('200')
    const [answer] = /\{"accepted".*?\}/.exec(page('troubleshooting')) ?? []
    expect(stdout).toContain(answer)
  })

  test('tell of every kind of experiment how often it is judged wrong, by a command that is there', async () => {
    const text = page('statistics')
    const [head, ...lines] = simulationTable([]).split('\n')
    expect(text).toContain([head, ...lines].join('\n'))
    const rows = [...text.matchAll(/^\| ([^|]+) \| \d+\.\d\d ± /gm)].map(([, name]) => name)
    expect(rows).toEqual(SCENARIOS.map(({ name }) => name))
    const [command = ''] = blocks('sh', text)
    expect(command).toBe('npx tributary bench --simulate')
    expect((await tributary(['bench', '--help'])).stdout).toContain('--simulate')
  })

  test('trust the proxy that they put in front, in the unit and the container alike', () => {
    const guide = page('deploy')
    const [unit = ''] = blocks('ini', guide)
    expect(unit).toContain('TRIBUTARY_TRUST_PROXY=127.0.0.1,::1')
    expect(guide).toMatch(/docker run [^`]*TRIBUTARY_TRUST_PROXY=/)
    const variables = [...guide.matchAll(/TRIBUTARY_[A-Z_]+/g)].map(([name]) => name)
    const known = Object.values(SETTINGS).map(({ env }) => env as string)
    expect(variables.filter((name) => !known.includes(name))).toEqual([])
  })
})

describe('the examples for several collectors', () => {
  const documents = (name: string) =>
    parseAllDocuments(readFileSync(`docs/examples/${name}.yaml`, 'utf8'), { merge: true }).map(
      (one) => {
        expect(one.errors).toEqual([])
        return one.toJS()
      },
    )
  const known = Object.values(SETTINGS).map(({ env }) => env as string)

  test('give each its number, its address and its volume, and name settings that there are', () => {
    const [{ services, volumes }] = documents('compose-several')
    const both = [services['collector-0'], services['collector-1']]
    both.forEach(({ environment, volumes: [data, key] }, number) => {
      expect(environment.TRIBUTARY_COLLECTOR).toBe(`${number}`)
      expect(environment.TRIBUTARY_COLLECTOR_ADDRESS).toBe(`http://collector-${number}:8787`)
      expect([data, key]).toEqual([`data-${number}:/data`, './tributary.key:/key:ro'])
      expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([])
      for (const name of ['SETTINGS', 'CLICKHOUSE'])
        expect(environment[`TRIBUTARY_${name}_URL`]).toContain('change-me')
    })
    expect(Object.keys(volumes)).toEqual(['postgres', 'clickhouse', 'data-0', 'data-1'])
  })

  test('of Kubernetes number the pods, and take none of the variables that it makes of services', () => {
    const all = documents('kubernetes')
    const { spec } = all.find(({ kind }) => kind === 'StatefulSet')
    const { containers, enableServiceLinks } = spec.template.spec
    expect(enableServiceLinks).toBe(false)
    const names = containers[0].env.map(({ name }: { name: string }) => name)
    expect(names.filter((name: string) => name !== 'POD_NAME' && !known.includes(name))).toEqual([])
    const number = containers[0].env.find(
      ({ name }: { name: string }) => name === 'TRIBUTARY_COLLECTOR',
    )
    expect(number.valueFrom.fieldRef.fieldPath).toContain('pod-index')
    const services = all
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata }) => metadata.name)
    expect(services).toContain(spec.serviceName)
    const address = containers[0].env.find(({ name }: { name: string }) =>
      name.endsWith('_ADDRESS'),
    )
    expect(address.value).toBe(`http://$(POD_NAME).${spec.serviceName}:8787`)
  })
})

const pages = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
]

test.each(pages)('every link in %s leads somewhere', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#]+)[^)]*\)/g)]
  const local = links.flatMap(([, to = '']) => (/^\w+:/.test(to) ? [] : [join(dirname(page), to)]))
  expect(local.filter((path) => !existsSync(path))).toEqual([])
})
