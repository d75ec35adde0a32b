import { describe, expect, test } from 'vitest'
import { hero, useExperiments } from './experimenting.ts'

const { ask, add, step, refused, put, domain } = useExperiments()

const redirecting = (key: string, from: string, to: string) => ({
  ...hero,
  key,
  variants: [{ key: 'control' }, { key: 'b', changes: [{ op: 'redirect', value: to }] }],
  target: { urls: [from] },
})

describe('an experiment is refused', () => {
  test.each([
    ['weights that sum to 0.9', { variants: [0.5, 0.4] }, 'sum to 0.9'],
    ['a weight for one only', { variants: [0.5, undefined] }, 'every variant has a weight'],
    ['one variant', { variants: [1] }, 'at least one variant'],
  ])('with %s', async (_, { variants }, message) => {
    const keyed = variants.map((weight, i) => ({ key: `v${i}`, weight }))
    const answer = await ask('experiments', { body: { ...hero, variants: keyed } })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(message)
  })

  test.each([
    ['no selector', { op: 'text', selector: 'h1 >>> (', value: 'x' }],
    ['code in an attribute', { op: 'attribute', selector: 'a', name: 'onclick', value: 'x' }],
  ])('with %s', async (_, change) => {
    const variants = [{ key: 'control' }, { key: 'b', changes: [change] }]
    expect((await ask('experiments', { body: { ...hero, variants } })).status).toBe(422)
  })

  test('with a change that is none, naming the nearest', async () => {
    const variants = [{ key: 'control' }, { key: 'b', changes: [{ op: 'texts', selector: 'a' }] }]
    const [status, detail] = await refused(ask('experiments', { body: { ...hero, variants } }))
    expect([status, detail]).toEqual([
      400,
      'variants.1.changes.0.op: unknown change "texts"; the nearest known is "text"',
    ])
  })

  test('with a change in an A/A test, whose variants are the same', async () => {
    const [status, detail] = await refused(ask('experiments', { body: { ...hero, same: true } }))
    expect([status, detail]).toEqual([
      422,
      'variants.1.changes: all variants are to be the same, but "b" changes something',
    ])
  })

  test('with a metric whose goal is not there', async () => {
    const metrics = { primary: { goal: 'Sign-up', kind: 'proportion' } }
    expect(await refused(ask('experiments', { body: { ...hero, metrics } }))).toEqual([
      422,
      'unknown goal "Sign-up"; the nearest known is "Signup"',
    ])
  })

  test('where it starts without a primary metric, or twice', async () => {
    await add({ ...hero, metrics: {} })
    expect((await refused(ask('experiments/hero/start', { body: {} })))[1]).toContain(
      'primary metric',
    )
    expect((await put({})).status).toBe(200)
    await step('start')
    expect(await refused(ask('experiments/hero/start', { body: {} }))).toEqual([
      422,
      'experiment "hero" is running already',
    ])
  })

  test('with metrics of more goals than a history tells apart', async () => {
    const names = Array.from({ length: 31 }, (_, i) => `goal ${i}`)
    for (const name of names) await ask('goals', { body: { name, event: name } })
    const watched = names.map((goal) => ({ goal, kind: 'proportion' }))
    const [primary, ...others] = watched
    const metrics = { primary, secondary: others.slice(0, 15), guardrails: others.slice(15) }
    expect(await refused(ask('experiments', { body: { ...hero, metrics } }))).toEqual([
      422,
      'an experiment looks at 30 goals at most; leave some metrics out',
    ])
  })

  test('with redirects that come back by those of another', async () => {
    await add(redirecting('there', '/lp', '/lp-b'))
    await step('start', {}, 'there')
    const back = redirecting('back', '/lp-b', '/lp?v=2')
    expect(await refused(ask('experiments', { body: back }))).toEqual([
      422,
      'the redirects are circular: "back" → "there" → "back"; narrow the pages of one of them',
    ])
    // A page that is a target itself is no circle: one navigation is all there is.
    await add(redirecting('own', '/shop*', '/shop-b?v=3'))
  })

  test('with a redirect to somebody else', async () => {
    const [status, detail] = await refused(
      ask('experiments', { body: redirecting('away', '/', 'https://evil.example/') }),
    )
    expect([status, detail]).toEqual([
      422,
      `a redirect leads to a page of ${domain()}; "https://evil.example/" is none`,
    ])
  })

  test('with a redirect that has a campaign of its own, and with pages that no script can tell apart', async () => {
    const tagged = redirecting('tagged', '/', '/b?utm_source=x')
    expect(await refused(ask('experiments', { body: tagged }))).toEqual([
      422,
      'a redirect carries no campaign of its own; leave "utm_source" out of "/b?utm_source=x"',
    ])
    const comma = { ...hero, target: { urls: ['/a,b'] } }
    expect((await refused(ask('experiments', { body: comma })))[0]).toBe(422)
    const country = { ...hero, target: { when: [['is', 'country', ['DE']]] } }
    const [status, detail] = await refused(ask('experiments', { body: country }))
    expect([status, detail]).toEqual([
      422,
      expect.stringContaining('a page does not know "country"'),
    ])
  })

  test('where its part of a layer is taken', async () => {
    const layered = (key: string, layer_range: number[]) => ({
      ...hero,
      key,
      layer: 'landing',
      layer_range,
    })
    await add(layered('first', [0, 0.5]))
    await add(layered('second', [0.4, 1]))
    await add(layered('third', [0.5, 1]))
    await step('start', {}, 'first')
    expect((await refused(ask('experiments/second/start', { body: {} })))[1]).toBe(
      'in the layer "landing", 0 to 0.5 belongs to "first", which runs; take another range',
    )
    expect((await step('start', {}, 'third')).status).toBe('running')
  })
})
