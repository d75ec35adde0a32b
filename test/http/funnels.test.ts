import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp()
let token: string

beforeAll(async () => {
  token = await app.token(['admin'])
  await app.site('example.com')
})

const at = (path: string) => `/api/sites/example.com/${path}`

test('funnels are added, listed, read, replaced and removed', async () => {
  const first = {
    name: 'Buying',
    steps: [{ page: '/pricing*', label: 'Pricing' }, { event: 'Buy' }],
    window: '30m',
    order: 'strict',
    by: 'visit',
    exclude: [{ event: 'Refused', after: 0 }],
    starred: true,
  }
  const added = await app.ask(at('funnels'), { token, body: first })
  expect(added.status).toBe(201)
  const stored = await added.json()
  expect(stored).toEqual({ ...first, id: stored.id })
  const list = await (await app.ask(at('funnels'), { token })).json()
  expect(list).toEqual({ items: [stored], next: null })
  const one = at(`funnels/${stored.id}`)
  const second = { ...first, name: 'Signing up', steps: [{ event: 'Signup' }, { event: 'Buy' }] }
  const replaced = await app.ask(one, { token, method: 'PUT', body: second })
  expect(await replaced.json()).toEqual({ ...second, id: stored.id })
  expect(await (await app.ask(one, { token })).json()).toMatchObject(second)
  expect((await app.ask(one, { token, method: 'DELETE' })).status).toBe(204)
  expect((await app.ask(one, { token })).status).toBe(404)
})

describe('a funnel', () => {
  const steps = [{ event: 'Signup' }, { event: 'Buy' }]
  const add = (body: object) => app.ask(at('funnels'), { token, body })

  test('has a window of a week, in order, by person, unless it says otherwise', async () => {
    const stored = await (await add({ name: 'Usual', steps })).json()
    const usual = { window: '7d', order: 'ordered', by: 'person', exclude: [], starred: false }
    expect(stored).toEqual({ id: stored.id, name: 'Usual', steps, ...usual })
    expect((await add({ name: 'Usual', steps })).status).toBe(409)
  })

  test('is refused where it could never be asked', async () => {
    const refused = async (body: object) => {
      const answer = await add({ name: 'Bad', steps, ...body })
      return [answer.status, (await answer.json()).detail]
    }
    expect((await refused({ steps: [{ goal: 'Nothing' }, { event: 'Buy' }] }))[0]).toBe(422)
    expect((await refused({ window: '91d' }))[0]).toBe(422)
    expect((await refused({ by: 'attempt', steps: [steps[0], steps[0]] }))[0]).toBe(422)
    expect((await refused({ exclude: [{ event: 'X', after: 1 }] }))[0]).toBe(422)
  })

  test('may name an event that nobody has sent yet, and keeps the segments that it names', async () => {
    const segment = { name: 'Buyers', filters: [['is', 'country', ['DE']]] }
    const { id } = await (await app.ask(at('segments'), { token, body: segment })).json()
    const named = [{ event: 'Never sent', where: [['segment', id]] }, steps[1]]
    const funnel = await (await add({ name: 'Early', steps: named })).json()
    const remove = async (path: string) => await app.ask(at(path), { token, method: 'DELETE' })
    const kept = await remove(`segments/${id}`)
    expect([kept.status, (await kept.json()).detail]).toEqual([
      409,
      'segment "Buyers" is used by funnel "Early"',
    ])
    expect((await remove(`funnels/${funnel.id}`)).status).toBe(204)
    expect((await remove(`segments/${id}`)).status).toBe(204)
  })
})

test('what changes a funnel stands in the history', async () => {
  const steps = [{ event: 'Signup' }, { event: 'Buy' }]
  const body = { name: 'Noted', steps }
  const { id } = await (await app.ask(at('funnels'), { token, body })).json()
  await app.ask(at(`funnels/${id}`), { token, method: 'DELETE' })
  const { items } = await (await app.ask(at('audit?limit=2'), { token })).json()
  expect(items).toMatchObject([
    { what: 'removed', thing: 'funnel', before: { id, name: 'Noted' } },
    { what: 'added', thing: 'funnel', after: { id, steps } },
  ])
})

test('a funnel and its people come as CSV, with their header when there is nothing', async () => {
  const steps = [{ page: '/' }, { event: 'download' }]
  const csv = async (name: string, body: object) => {
    const answer = await app.ask(at(`reports/${name}?format=csv`), { token, body })
    return (await answer.text()).split('\r\n')
  }
  const [header, first] = await csv('funnel', { steps })
  expect(header).toMatch(/^label,count,from_start,/)
  expect(first).toMatch(/^\/,0,,/)
  expect(await csv('funnel/people', { steps, step: 0, state: 'reached' })).toEqual(['people', ''])
})

describe('a funnel that a segment names', () => {
  const three = [{ event: 'See' }, { event: 'Try' }, { event: 'Buy' }]

  test('is meant by its id, whatever it is called later, and keeps the steps that are asked for', async () => {
    const add = async (path: string, body: object) =>
      (await app.ask(at(path), { token, body })).json()
    const put = (id: string, body: object) =>
      app.ask(at(`funnels/${id}`), { token, method: 'PUT', body })
    const funnel = await add('funnels', { name: 'Trying', steps: three })
    const stopped = ['funnel', 'dropped', { funnel: 'Trying', step: 2 }]
    const segment = await add('segments', { name: 'Stopped', filters: [stopped] })
    expect(segment.filters).toEqual([['funnel', 'dropped', { funnel: funnel.id, step: 2 }]])
    expect((await put(funnel.id, { name: 'Tried', steps: three })).status).toBe(200)
    const shorter = await put(funnel.id, { name: 'Tried', steps: three.slice(1) })
    expect([shorter.status, (await shorter.json()).detail]).toEqual([
      409,
      'funnel "Tried" is used by segment "Stopped": step: the funnel\'s steps are 0 to 1; ' +
        'change the segment, or save this as another funnel',
    ])
    const asked = await app.ask(at('reports/funnel'), {
      token,
      body: { period: '7d', steps: three, filters: [['segment', segment.id]] },
    })
    expect((await asked.json()).detail ?? '').not.toContain('Trying')
    const removed = await app.ask(at(`funnels/${funnel.id}`), { token, method: 'DELETE' })
    expect(removed.status).toBe(409)
  })

  test('must have the step', async () => {
    await app.ask(at('funnels'), { token, body: { name: 'Short', steps: three.slice(1) } })
    const filters = [['funnel', 'reached', { funnel: 'Short', step: 2 }]]
    const added = await app.ask(at('segments'), { token, body: { name: 'Too far', filters } })
    expect(added.status).toBe(422)
  })
})
