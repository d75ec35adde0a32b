import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PAGE_FACTS } from '../../collector/acquisition/page-facts.ts'
import { GIVE_UP, GIVE_UP_HASH, steadyTag } from '../../dashboard/models/steady-tag.ts'
import { BUDGETS } from '../sizes.mjs'

const docs = readFileSync('docs/experiments.md', 'utf8')

test('the policy of the docs has the hash of the line that gives up', () => {
  const line = /<script>(.*)<\/script>/.exec(docs)?.[1] ?? ''
  expect(line).toContain('blocking')
  expect(docs).toContain(`'sha256-${createHash('sha256').update(line).digest('base64')}'`)
})

test('the dashboard gives the two lines of the docs to copy, and the hash', () => {
  expect(docs).toContain(steadyTag('https://growth.example.com/t/example.com.js'))
  expect(docs).toContain(GIVE_UP_HASH)
})

test('the plugin for WordPress has the line that gives up', () => {
  const plugin = readFileSync('packages/wordpress/tributary.php', 'utf8')
  expect(plugin).toContain(`const TRIBUTARY_GIVE_UP = "${GIVE_UP}";`)
})

test('the docs name the sizes that are held, and all that a target may ask', () => {
  const one = BUDGETS['script, what an experiment adds'].toLocaleString('en')
  const other = BUDGETS['script, what a redirect adds'].toLocaleString('en')
  expect(docs).toContain(`adds at most ${one} bytes (brotli), one that redirects at most ${other}`)
  for (const dimension of PAGE_FACTS) expect(docs).toMatch(new RegExp(`[\`\\s]${dimension}[\`\\s]`))
})
