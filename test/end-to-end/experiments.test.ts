import { expect, test } from 'vitest'
import {
  bring,
  experiment,
  exposures,
  film,
  headOf,
  html,
  idIn,
  patient,
  redIn,
} from './experiment-pages.ts'
import { useStage } from './stage.ts'

const stage = useStage()
const text = (value: string, selector = 'h1') => ({ op: 'text', selector, value }) as const
const RED = '<style>h1{background:red;width:fit-content;font-size:40px}</style>'
const LONG = 'This is the headline of control'

const serve = (body: string, head = '') => {
  stage.pages['/a'] = html(`${headOf(stage)}${head}`, body)
}
const run = (...experiments: ReturnType<typeof experiment>[]) => {
  stage.settings = { identity: 'stored', experiments }
}
const open = (path = '/a') => stage.page.goto(`${stage.origin}${path}`)
const h1 = () => stage.page.textContent('h1')

test('b is what the first painted picture shows, and control never', async () => {
  const hero = experiment([text('b')])
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  await patient(stage, '/a')
  serve(`<h1>${LONG}</h1><p>${'text '.repeat(2000)}</p>`, RED)
  const frames = await film(stage.page)
  await open()
  await stage.receiver.event('exposure')
  await expect.poll(() => frames.length).toBeGreaterThan(0)
  await stage.page.waitForTimeout(200)
  expect(await h1()).toBe('b')
  const shares = await redIn(stage, frames)
  expect(shares.length).toBeGreaterThan(0)
  expect(Math.max(...shares)).toBeLessThan(0.02)
  expect(Math.max(...shares)).toBeGreaterThan(0)
  expect(exposures(stage)).toMatchObject([{ props: { experiment: 'hero', variant: 'b' } }])
})

test('control is exposed by the same condition, and changed by nothing', async () => {
  const hero = experiment([text('b')])
  run(hero)
  await bring(stage, idIn(hero, 'control'))
  serve(`<h1>${LONG}</h1>`)
  await open()
  const { props } = await stage.receiver.event('exposure')
  expect(props).toEqual({ experiment: 'hero', variant: 'control' })
  expect(await h1()).toBe(LONG)
  expect(stage.names()[0]).toBe('pageview')
  expect(await stage.call(`tributary.variant('hero')`)).toBe('control')
  expect(await stage.call(`tributary.variant('other')`)).toBeNull()
})

test('an element that comes late is changed before it is painted', async () => {
  const hero = experiment([text('b', '#late')])
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  serve(
    `<script>come = () => { document.body.innerHTML = '<h1 id="late">${LONG}</h1>' }</script>`,
    RED,
  )
  const frames = await film(stage.page)
  await open()
  await stage.receiver.event('pageview')
  // Longer than anything is hidden.
  await stage.page.waitForTimeout(500)
  await stage.settled()
  expect(exposures(stage)).toEqual([])
  await stage.call('setTimeout(come)')
  await stage.receiver.event('exposure')
  await stage.page.waitForTimeout(200)
  expect(await h1()).toBe('b')
  expect(Math.max(...(await redIn(stage, frames)))).toBeLessThan(0.02)
})

test.each(['control', 'b'])('a page without the element exposes nobody in %s', async (variant) => {
  const hero = experiment([text('b', '#nowhere')])
  run(hero)
  await bring(stage, idIn(hero, variant))
  serve(`<h1>${LONG}</h1>`)
  await open()
  await stage.receiver.event('pageview')
  await stage.page.waitForTimeout(700)
  expect(exposures(stage)).toEqual([])
})

test('a variant stays over reloads and log-in, and is exposed once', async () => {
  const hero = experiment([text('b')])
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  serve(`<h1>${LONG}</h1>`)
  await open()
  await stage.receiver.event('exposure')
  await stage.call(`tributary.identify('user-1')`)
  await stage.receiver.event('identify')
  expect(await h1()).toBe('b')
  await open()
  await stage.receiver.event('pageview', 2)
  await stage.settled()
  expect(await h1()).toBe('b')
  expect(exposures(stage)).toHaveLength(1)
  // Smaller coverage takes nobody out who was in.
  run({ ...hero, coverage: 0 })
  await open()
  await stage.receiver.event('pageview', 3)
  expect(await h1()).toBe('b')
})

test('a new phase exposes again, under another id', async () => {
  const hero = experiment([text('b')])
  await bring(stage, idIn(hero, 'b'))
  serve(`<h1>${LONG}</h1>`)
  for (const phase of [1, 2]) {
    run({ ...hero, phase })
    await open()
    await stage.receiver.event('exposure', phase)
  }
  expect(exposures(stage)).toHaveLength(2)
})

test('consent that is withdrawn takes the change and all that was kept away', async () => {
  const hero = experiment([text('b')])
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  serve(`<h1>${LONG}</h1>`)
  await open()
  await stage.receiver.event('exposure')
  await stage.call('tributary.consent(false)')
  expect(await h1()).toBe(LONG)
  expect(await stage.call('({ ...localStorage, ...sessionStorage })')).toEqual({})
  expect(await stage.call(`tributary.variant('hero')`)).toBeNull()
})

test('who is asked first is in nothing until consent is given', async () => {
  const hero = experiment([text('b')], {
    variants: [
      { key: 'control', weight: 0, changes: [] },
      { key: 'b', weight: 1, changes: [text('b')] },
    ],
  })
  run(hero)
  stage.pages['/a'] = html(headOf(stage, 'data-consent="wait"'), `<h1>${LONG}</h1>`)
  await open()
  await stage.receiver.event('pageview')
  await stage.settled()
  expect(await h1()).toBe(LONG)
  expect(exposures(stage)).toEqual([])
  await stage.call('tributary.consent(true)')
  await stage.receiver.event('exposure')
  expect(await h1()).toBe('b')
})

test.each(['0.0123456789', '0.9876543210'])(
  'a cookieless page draws visits, kept for the tab, also by the number %s',
  async (number) => {
    await stage.context.addInitScript(`{
    let first = true
    const random = Math.random
    Math.random = () => { const drawn = first ? ${number} : random(); first = false; return drawn }
  }`)
    const hero = experiment([text('b')], { unit: 'visit' })
    stage.settings = { experiments: [hero] }
    serve(`<h1>${LONG}</h1>`)
    await open()
    const { props } = await stage.receiver.event('exposure')
    const shown = await h1()
    expect(shown).toBe(props?.variant === 'b' ? 'b' : LONG)
    for (let n = 2; n < 5; n++) {
      await open()
      await stage.receiver.event('pageview', n)
      await stage.call('tributary.consent(false)')
      expect(await h1()).toBe(shown)
    }
    expect(exposures(stage)).toHaveLength(1)
    expect(await stage.call('({ ...localStorage })')).toEqual({})
  },
)

test('users are drawn once they are known', async () => {
  const hero = experiment([text('b')], { unit: 'user' })
  run(hero)
  serve(`<h1>${LONG}</h1>`)
  await open()
  await stage.receiver.event('pageview')
  expect(exposures(stage)).toEqual([])
  await stage.call(`tributary.identify('${idIn(hero, 'b')}')`)
  await stage.receiver.event('exposure')
  expect(await h1()).toBe('b')
})

const half = (key: string, layer_range: [number, number]) =>
  experiment([], {
    key,
    seed: key,
    layer: 'landing',
    layer_range,
    variants: [{ key: 'b', changes: [text(key)] }],
  })
const left = half('left', [0, 0.5])
const right = half('right', [0.5, 1])

test.each([left, right])(
  'of two experiments in one layer who is in $key is not in the other',
  async (one) => {
    run(left, right)
    await bring(stage, idIn(one, 'b'))
    serve(`<h1>${LONG}</h1>`)
    await open()
    await stage.receiver.event('exposure')
    await stage.settled()
    expect(exposures(stage).map(({ props }) => props?.experiment)).toEqual([one.key])
    expect(await h1()).toBe(one.key)
  },
)
