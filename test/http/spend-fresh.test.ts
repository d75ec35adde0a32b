import { beforeAll, expect, test } from 'vitest'
import { useApp } from './server.ts'
import { csv, spending } from './spending.ts'

const app = useApp({}, () => Date.UTC(2026, 10, 1))
let token: string
const { send, ask } = spending(app, () => token)

beforeAll(async () => {
  await app.site('example.com')
  token = await app.token(['write'])
})

/** Each source's cost; what is asked twice may come from a kept answer. */
async function costs(): Promise<Record<string, number>> {
  const body = {
    period: { from: '2026-08-01', to: '2026-08-31' },
    dimension: 'source',
    models: ['last'],
  }
  const answers = []
  for (let time = 0; time < 2; time++) {
    answers.push((await ask('reports/attribution', { method: 'POST', body })).body)
  }
  expect(answers[1]).toEqual(answers[0])
  const rows = answers[0].rows as { source: string; cost: number }[]
  return Object.fromEntries(rows.map(({ source, cost }) => [source, cost]))
}

test('new spend, a rate, an alias and what is taken back show at once', async () => {
  await send(csv('2026-08-01,x,a,1,USD'), 'import=one')
  expect(await costs()).toEqual({ x: 1 })
  const { body } = await send(csv('2026-08-01,x,a,3,USD', '2026-08-02,y,a,100,SEK'), 'import=one')
  expect(await costs()).toEqual({ x: 3 })
  const rows = [{ day: '2026-08-01', currency: 'SEK', rate: 0.1 }]
  await ask('rates', { method: 'POST', body: { rows } })
  expect(await costs()).toEqual({ x: 3, y: 10 })
  const aliases = { source: { y: 'x' }, medium: {}, campaign: {} }
  await ask('aliases', { method: 'PUT', body: aliases })
  expect(await costs()).toEqual({ x: 13 })
  await ask(`spend/imports/one/undo?file=${body.file}`, { method: 'POST' })
  expect(await costs()).toEqual({ x: 1 })
  await ask('spend/imports/one', { method: 'DELETE' })
  expect(await costs()).toEqual({})
})
