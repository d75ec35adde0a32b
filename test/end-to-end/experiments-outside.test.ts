import { expect, test } from 'vitest'
import { bring, experiment, exposures, headOf, html, idIn } from './experiment-pages.ts'
import { useStage } from './stage.ts'

const stage = useStage()
const text = (value: string, selector = 'h1') => ({ op: 'text', selector, value }) as const
const LONG = 'This is the headline of control'

const serve = (body: string, head = '') => {
  stage.pages['/a'] = html(`${headOf(stage)}${head}`, body)
}
const run = (...experiments: ReturnType<typeof experiment>[]) => {
  stage.settings = { identity: 'stored', experiments }
}
const open = (path = '/a') => stage.page.goto(`${stage.origin}${path}`)
const h1 = () => stage.page.textContent('h1')

test('who is held out is in nothing', async () => {
  const hero = experiment([text('b')])
  stage.settings = { identity: 'stored', experiments: [hero], holdout: 1 }
  serve(`<h1>${LONG}</h1>`)
  await open()
  await stage.receiver.event('pageview')
  await stage.settled()
  expect(exposures(stage)).toEqual([])
  expect(await stage.call(`tributary.variant('hero')`)).toBeNull()
})

test('where nothing is changed in any variant, the page itself exposes', async () => {
  const nothing = experiment([], { same: true })
  run(nothing)
  await bring(stage, idIn(nothing, 'b'))
  serve(`<h1>${LONG}</h1>`)
  await open()
  await stage.receiver.event('exposure')
  await stage.settled()
  expect(exposures(stage).map(({ props }) => props)).toEqual([{ experiment: 'hero', variant: 'b' }])
})

test('what was shipped is shown to everybody and exposes nobody', async () => {
  stage.settings = { experiments: [experiment([text('b')], { shipped: 'b' })], holdout: 1 }
  serve(`<h1>${LONG}</h1>`)
  await open()
  await stage.receiver.event('pageview')
  await stage.settled()
  expect(await h1()).toBe('b')
  expect(exposures(stage)).toEqual([])
})

test('a change that throws leaves the page as it was, and is told by a reason', async () => {
  const hero = experiment([text('b'), text('x', 'h1[')])
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  serve(`<h1>${LONG}</h1>`)
  await open()
  await stage.receiver.event('pageview')
  const { props } = await stage.receiver.event('experiment_fault')
  expect(props).toEqual({ experiment: 'hero', variant: 'b' })
  expect(await h1()).toBe(LONG)
  await stage.call(`tributary('Still')`)
  await stage.receiver.event('Still')
})

test('a change that throws for who looks at a preview is told to nobody', async () => {
  const hero = experiment([text('b'), text('x', 'h1[')])
  run(hero)
  serve(`<h1>${LONG}</h1>`)
  await open('/a?tributary=hero:b')
  await stage.receiver.event('pageview')
  await stage.call(`tributary('Still')`)
  await stage.receiver.event('Still')
  await stage.settled()
  expect(stage.names()).not.toContain('experiment_fault')
})

test('a preview is forced, kept for the tab, never exposed, and ended by its bar', async () => {
  const hero = experiment([text('b')], { target: { urls: ['/nowhere'], when: [] } })
  run(hero)
  serve(`<h1>${LONG}</h1>`)
  await open('/a?tributary=hero:b')
  await stage.receiver.event('pageview')
  expect(await h1()).toBe('b')
  await open()
  await stage.receiver.event('pageview', 2)
  await stage.settled()
  expect(await h1()).toBe('b')
  expect(exposures(stage)).toEqual([])
  expect(await stage.call(`tributary.variant('hero')`)).toBe('b')
  await stage.page.locator('tributary-preview select').selectOption('hero:control')
  await expect.poll(() => h1()).toBe(LONG)
  await stage.page.getByText('End preview').click()
  await expect.poll(() => stage.call('sessionStorage.tributary_preview')).toBeUndefined()
  expect(await stage.page.locator('tributary-preview').count()).toBe(0)
})

test('robots see control and are not exposed', async () => {
  const hero = experiment([text('b')])
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  stage.pages['/a'] = html(headOf(stage).replace('data-bots', ''), `<h1>${LONG}</h1>`)
  await open()
  await stage.settled()
  expect(await h1()).toBe(LONG)
  expect(stage.names()).not.toContain('pageview')
  expect(exposures(stage)).toEqual([])
})
