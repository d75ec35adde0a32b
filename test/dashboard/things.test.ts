import './page.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { history, showMore } from '../../dashboard/models/history.ts'
import { resource } from '../../dashboard/models/resource.ts'
import {
  changeSheet,
  rulesQuestion,
  sheetQuestion,
  takeBackSheet,
} from '../../dashboard/models/site-rules.ts'
import { loadSites, site, sites } from '../../dashboard/models/sites.ts'
import {
  addThing,
  annotations,
  goals,
  listOf,
  removeThing,
  replaceThing,
  segments,
} from '../../dashboard/models/things.ts'
import type { App } from '../http/server.ts'
import { open } from './page.ts'
import { answered, become, startRouter } from './router.ts'

let app: App
beforeAll(async () => {
  app = await startRouter('example.com', 'other.example')
  open('/sites/example.com')
})
afterAll(() => app.close())

const NO_ALIASES = { source: {}, medium: {}, campaign: {} }
const SIGNUP = { name: 'Signup', event: 'Signup', value: 'none', count: 'every' } as const

test('a thing is added, replaced and removed, and the list has it when it is asked', async () => {
  const { id } = await addThing('example.com', 'goals', { name: 'Signup', event: 'Signup' })
  goals.ask()
  await answered(goals)
  expect(goals.data.value).toEqual([{ id, ...SIGNUP }])
  const stored = await replaceThing('example.com', 'goals', id, { ...SIGNUP, count: 'person' })
  expect(stored).toEqual({ id, ...SIGNUP, count: 'person' })
  await removeThing('example.com', 'goals', id)
  goals.ask()
  await answered(goals)
  expect(goals.data.value).toEqual([])
})

test('what the server refuses is thrown with the field it is about', async () => {
  const twice = () =>
    addThing('example.com', 'segments', { name: 'Germans', filters: [['is', 'country', ['DE']]] })
  await twice()
  await expect(twice()).rejects.toMatchObject({ status: 409 })
  await expect(
    addThing('example.com', 'annotations', { day: '2026-02-31', to: null, text: 'Launch' }),
  ).rejects.toMatchObject({ details: { errors: [{ path: 'day' }] } })
})

test('a list longer than a page of the API is whole', async () => {
  const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10)
  const rows = Array.from({ length: 2_100 }, (_, n) => ({
    day: day(n),
    currency: 'EUR',
    rate: 1.1,
  }))
  await addThing('example.com', 'rates', { rows })
  const rates = listOf('rates')
  await answered(rates)
  expect(rates.data.value).toHaveLength(2_100)
  expect(new Set(rates.data.value?.map((row) => row.day)).size).toBe(2_100)
  await removeThing('example.com', 'rates', '2020-01-01/EUR')
  rates.ask()
  await answered(rates)
  expect(rates.data.value?.at(-1)?.day).toBe('2020-01-02')
  rates.dispose()
})

test('another site has its own things, and never shows those of the one before', async () => {
  await addThing('example.com', 'annotations', { day: '2026-03-02', to: null, text: 'Launch' })
  annotations.ask()
  await answered(annotations)
  expect(annotations.data.value).toHaveLength(1)
  open('/sites/other.example')
  expect(annotations.data.value).toBeUndefined()
  await answered(annotations)
  expect([annotations.data.value, segments.data.value]).toEqual([[], []])
  open('/sites/example.com')
  await answered(annotations)
  expect(annotations.data.value?.[0]).toMatchObject({ day: '2026-03-02', text: 'Launch' })
})

test('lists that one may not ask for are not asked', async () => {
  const tokens = listOf('tokens', { may: () => false })
  await new Promise((resolve) => setTimeout(resolve))
  expect([tokens.data.value, tokens.problem.value, tokens.since.value]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  tokens.dispose()
})

test('a sheet is changed as it is stored, and all three are asked in one go', async () => {
  const aliases = { source: { fb: 'facebook' }, medium: {}, campaign: {} }
  const change = await changeSheet('example.com', 'aliases', () => aliases)
  expect(change).toEqual({ sheet: 'aliases', before: NO_ALIASES, after: aliases })
  const { signal } = new AbortController()
  expect(await sheetQuestion('aliases')?.fetch(signal)).toEqual(aliases)
  expect(await rulesQuestion()?.fetch(signal)).toEqual({
    aliases,
    channels: { rules: [] },
    exclusions: { referrers: [], ips: [], hostnames: [], defaults: true },
  })
})

test('a change of a sheet is taken back, and nothing that others changed since', async () => {
  const rule = (source: string) => ({ channel: source, when: [['is', 'source', [source]]] })
  const add = (source: string, place: number) =>
    changeSheet('example.com', 'channels', ({ rules }) => ({
      rules: rules.toSpliced(place, 0, rule(source) as (typeof rules)[number]),
    }))
  await add('acme', 0)
  const own = await add('crm', 1)
  await add('partner', 0)
  const { before, after } = await takeBackSheet('example.com', own)
  expect(before.rules).toEqual(['partner', 'acme', 'crm'].map(rule))
  expect(after.rules).toEqual(['partner', 'acme'].map(rule))
})

test('sheets of two sites are two questions', () => {
  const key = sheetQuestion('aliases')?.key
  open('/sites/other.example')
  expect(sheetQuestion('aliases')?.key).not.toBe(key)
  open('/sites/new')
  expect([sheetQuestion('aliases'), rulesQuestion()]).toEqual([undefined, undefined])
  open('/sites/example.com')
})

test('who owns the site sees who changed what, the latest first, and more on wish', async () => {
  await answered(history)
  history.ask()
  await answered(history)
  const things = history.data.value?.items.map(({ thing, what }) => `${thing} ${what}`)
  expect(things?.[0]).toBe('channel rules changed')
  expect(things).toContain('goal added')
  expect(history.data.value?.more).toBe(false)
  showMore()
  await answered(history)
  expect(history.data.value?.items).toHaveLength(things?.length ?? 0)
})

test('who may only look is not shown the history', () => {
  become('viewer')
  const seen = resource(() => (site.value ? { key: 'x', fetch: async () => 1 } : undefined))
  history.ask()
  expect(history.since.value).toBeUndefined()
  seen.dispose()
  become('owner')
})

test('a site that was added meanwhile is there when they are asked again', async () => {
  await app.site('new.example')
  await loadSites()
  expect(sites.value?.map(({ domain }) => domain)).toEqual([
    'example.com',
    'new.example',
    'other.example',
  ])
  expect(site.value?.domain).toBe('example.com')
})
