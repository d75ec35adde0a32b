import { beforeAll, expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp()
let token: string

beforeAll(async () => {
  token = await app.token(['admin'])
  await app.site('targets.example')
})

const PATH = '/api/sites/targets.example/goals'
const add = (name: string, more: object) =>
  app.ask(PATH, { token, body: { name, event: name, value: 'revenue', ...more } })

test('a goal keeps its target until it is replaced without one', async () => {
  const target = { count: 120, per: 'month' }
  const added = await (await add('Buy', { target })).json()
  expect(added.target).toEqual(target)
  const { id, ...body } = added
  const money = { revenue: 5_000.5, per: 'quarter' }
  const put = (next: object) => app.ask(`${PATH}/${id}`, { token, method: 'PUT', body: next })
  expect(await (await put({ ...body, target: money })).json()).toMatchObject({ target: money })
  expect(await (await app.ask(`${PATH}/${id}`, { token })).json()).toMatchObject({ target: money })
  const { target: _, ...without } = body
  expect(await (await put(without)).json()).not.toHaveProperty('target')
})

test.each([
  ['nothing', { per: 'month' }, 'target.count'],
  ['both', { count: 3, revenue: 3, per: 'month' }, 'target.count'],
  ['no conversion', { count: 0, per: 'month' }, 'target.count'],
  ['less than nothing', { revenue: -1, per: 'month' }, 'target.revenue'],
  ['more than there is', { revenue: 1e18, per: 'month' }, 'target.revenue'],
  ['a day', { count: 1, per: 'day' }, 'target.per'],
])('%s is no target', async (_, target, path) => {
  const refused = await add('Wrong', { target })
  expect(refused.status).toBe(422)
  const { errors } = await refused.json()
  expect(errors.map((error: { path: string }) => error.path)).toContain(path)
})

test('a goal without a value has no money to reach', async () => {
  const refused = await add('Wrong', { value: 'none', target: { revenue: 9, per: 'week' } })
  expect(refused.status).toBe(422)
  const { errors } = await refused.json()
  expect(errors[0]).toMatchObject({ path: 'target.revenue' })
})

test('half a conversion is nothing that can be read', async () => {
  expect((await add('Wrong', { target: { count: 0.5, per: 'month' } })).status).toBe(400)
})
