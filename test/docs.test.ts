import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { tributary } from './server.ts'
import { BUDGETS } from './sizes.mjs'

const readme = readFileSync('README.md', 'utf8')
const scripts = JSON.parse(readFileSync('package.json', 'utf8')).scripts

/** What stands in fenced blocks of that language. */
function blocks(language: string): string[] {
  const fenced = readme.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))
  return [...fenced].map(([, text = '']) => text.trim())
}

describe('the README', () => {
  test('starts and tests with two commands that exist, and the build machine runs no others', () => {
    expect(blocks('sh')).toEqual([
      'npm ci && npm start',
      'npm ci && npm start -- --demo',
      'npm ci && npm test',
    ])
    expect(scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) })
    const ci = readFileSync('.ci/run', 'utf8')
    expect(ci.match(/^npm .*$/gm)).toEqual(['npm ci', 'npm test'])
  })

  test('shows the script tag and the queue as they are', () => {
    const [tag, queue] = blocks('html')
    expect(tag).toBe('<script defer src="https://growth.example.com/t/example.com.js"></script>')
    const page = runInNewContext(
      `window = globalThis; ${queue?.replace(/<\/?script>/g, '')}; tributary('Signup'); window`,
    )
    expect(page.tributary.q).toHaveLength(1)
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
