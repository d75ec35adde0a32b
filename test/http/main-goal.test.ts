import { expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp()

test('a site may have a main goal, one of its own, until that is removed', async () => {
  const token = await app.token(['admin'])
  await app.site('main.example')
  await app.site('other.example')
  const add = async (site: string) => {
    const body = { name: 'Buy', event: 'Buy' }
    return (await app.ask(`/api/sites/${site}/goals`, { token, body })).json()
  }
  const change = (body: object) =>
    app.ask('/api/sites/main.example', { token, method: 'PUT', body })
  const [own, foreign] = [await add('main.example'), await add('other.example')]
  expect(await (await change({ main_goal: own.id })).json()).toMatchObject({ main_goal: own.id })
  expect((await change({ main_goal: foreign.id })).status).toBe(422)
  expect((await change({ name: 'Main' })).status).toBe(200)
  const path = `/api/sites/main.example/goals/${own.id}`
  expect((await app.ask(path, { token, method: 'DELETE' })).status).toBe(204)
  const site = await app.ask('/api/sites/main.example', { token })
  expect(await site.json()).toMatchObject({ name: 'Main', main_goal: null })
})
