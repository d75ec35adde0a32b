import { expect, test } from 'vitest'
import type { PageFilter } from '../../tracker/experiments/page-experiment.ts'
import { experiment, exposures, headOf, html } from './experiment-pages.ts'
import { useStage } from './stage.ts'

const stage = useStage()

/** Everybody of the target is in b. */
const b = { op: 'text', selector: 'h1', value: 'b' } as const
const targeted = (when: PageFilter[], urls = ['*']) =>
  experiment([b], {
    variants: [
      { key: 'control', weight: 0, changes: [] },
      { key: 'b', weight: 1, changes: [b] },
    ],
    target: { urls, when },
  })

const serve = (...paths: string[]) => {
  for (const path of paths) stage.pages[path] = html(headOf(stage), '<h1>control</h1><p>t</p>')
}
const shown = async (path: string, referer = 'https://www.example.net/') => {
  const { length } = stage.names()
  await stage.page.goto(stage.origin + path, { referer })
  await expect.poll(() => stage.names().length).toBeGreaterThan(length)
  return await stage.page.textContent('h1')
}

test.each([
  ['/a?gclid=x', 'https://www.google.com/', 'b'],
  ['/a?utm_source=bing&utm_medium=cpc', '', 'b'],
  ['/a', 'https://www.google.com/', 'control'],
  ['/a?utm_source=newsletter&utm_medium=email', '', 'control'],
])(
  'of the channel Paid Search is who comes by %s from "%s": %s',
  async (path, referer, expected) => {
    stage.settings = {
      identity: 'stored',
      experiments: [targeted([['is', 'channel', ['Paid Search']]])],
    }
    serve('/a')
    expect(await shown(path, referer)).toBe(expected)
  },
)

test('later pages of the tab know how the visit came, and another visit is another', async () => {
  stage.settings = {
    identity: 'stored',
    experiments: [targeted([['is', 'channel', ['Paid Search']]])],
  }
  serve('/a', '/b')
  expect(await shown('/a?gclid=x', 'https://www.google.com/')).toBe('b')
  expect(await shown('/b', `${stage.origin}/a`)).toBe('b')
  expect(await shown('/b', 'https://news.ycombinator.com/')).toBe('control')
  await stage.receiver.event('exposure')
  await stage.settled()
  expect(exposures(stage)).toHaveLength(1)
})

test('a cookieless page that draws nobody stores nothing of how a visit came', async () => {
  stage.settings = { experiments: [targeted([['is', 'device', ['desktop']]])] }
  serve('/a', '/b')
  await shown('/a')
  await shown('/b')
  expect(await stage.call('({ ...localStorage, ...sessionStorage })')).toEqual({})
})

test.each<[string, PageFilter, string]>([
  ['a new visitor', ['is', 'visitor_kind', ['new']], 'b'],
  ['the language', ['is', 'language', ['de-DE']], 'b'],
  ['a telephone', ['is', 'device', ['mobile']], 'control'],
  ['the landing page', ['matches', 'landing_page', ['/A*']], 'b'],
  ['what no page knows', ['is', 'country', ['DE']], 'control'],
])('%s is told apart', async (_, filter, expected) => {
  stage.settings = { identity: 'stored', experiments: [targeted([filter])] }
  serve('/a')
  expect(await shown('/a')).toBe(expected)
})

test('pages that are not in the target show control', async () => {
  stage.settings = { identity: 'stored', experiments: [targeted([], ['/', '/lp/*'])] }
  serve('/', '/lp/x', '/a')
  expect(await shown('/lp/x')).toBe('b')
  expect(await shown('/')).toBe('b')
  expect(await shown('/a')).toBe('control')
})
