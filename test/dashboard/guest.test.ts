import './page.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type App, startApp } from '../http/server.ts'
import { answeredBy, ORIGIN, open } from './page.ts'

const PASSWORD = 'correct horse battery'
const SEGMENT = { name: 'Germans', filters: [['is', 'country', ['DE']]] }
let app: App
let admin: string
let asked: string[] = []

/** The models as they are on a page that a shared link opened, which they find out as they load. */
async function guestModels() {
  const { openShare, openedShare, closed, reopenShare } = await import(
    '../../dashboard/models/shared-link.ts'
  )
  const { siteDomain, mayChange, ownsSite, site } = await import('../../dashboard/models/sites.ts')
  const { goals, segments } = await import('../../dashboard/models/things.ts')
  const { pagePath, linkTo } = await import('../../dashboard/models/view.ts')
  const { embedded, askedScheme, askedLanguage, guest } = await import(
    '../../dashboard/opened-as.ts'
  )
  const { askReport } = await import('../../dashboard/models/report.ts')
  const { ENTRIES, tabsInReach } = await import('../../dashboard/blocks/page/entries.ts')
  return {
    ...{ openShare, openedShare, closed, reopenShare },
    ...{ siteDomain, mayChange, ownsSite, site, goals, segments, pagePath, linkTo },
    ...{ embedded, askedScheme, askedLanguage, guest, askReport, ENTRIES, tabsInReach },
  }
}

let models: Awaited<ReturnType<typeof guestModels>>
let share: { id: string; path: string }

function change(path: string, method: string, body?: object): Promise<Response> {
  return app.ask(`/api/sites/example.com/${path}`, { token: admin, method, ...(body && { body }) })
}

beforeAll(async () => {
  app = await startApp()
  await app.site('example.com')
  admin = await app.token(['admin'])
  await change('goals', 'POST', { name: 'Signup', event: 'Signup' })
  const segment = await (await change('segments', 'POST', SEGMENT)).json()
  const made = await change('shares', 'POST', {
    name: 'Client',
    segment: segment.id,
    password: PASSWORD,
  })
  share = await made.json()
  open(`${share.path}?embed=1&theme=dark&lang=zh`)
  answeredBy((request) => {
    asked.push(`${request.method} ${request.url.slice(ORIGIN.length)}`)
    return app.send(request)
  })
  models = await guestModels()
})
afterAll(() => app.close())
beforeEach(() => {
  asked = []
})

test('the address says how the page around the frame wants it', () => {
  const { guest, embedded, askedScheme, askedLanguage } = models
  expect({ guest, embedded, askedScheme, askedLanguage }).toEqual({
    guest: true,
    embedded: true,
    askedScheme: 'dark',
    askedLanguage: 'zh',
  })
})

test('a protected link is closed, and nothing more is asked', async () => {
  await models.openShare()
  expect(models.closed.value?.status).toBe(401)
  expect([models.openedShare.value, models.siteDomain.value]).toEqual([undefined, undefined])
  await models.openShare('wrong guess')
  expect(models.closed.value?.status).toBe(401)
  expect(asked).toEqual(['POST /api/share', 'POST /api/share'])
})

test('with its password it opens, and tells what reports need', async () => {
  await models.openShare(PASSWORD)
  expect(models.closed.value).toBeUndefined()
  expect(models.openedShare.value).toMatchObject({ segment: 'Germans', goals: ['Signup'] })
  expect(models.site.value).toMatchObject({ domain: 'example.com', currency: 'USD' })
  expect([models.ownsSite.value, models.mayChange.value]).toEqual([false, false])
})

test('goals are known by name without asking, segments and notes not at all', async () => {
  await expect.poll(() => models.goals.data.value).toHaveLength(1)
  expect(models.goals.data.value?.[0]).toMatchObject({ id: 'Signup', name: 'Signup' })
  expect(models.segments.data.value).toEqual([])
  expect(asked).toEqual([])
})

test('links stay within the shared link', () => {
  const path = share.path
  expect(models.pagePath('pages')).toBe(`${path}/pages`)
  expect(models.linkTo('', { filters: [['is', 'os', ['iOS']]] })).toBe(`${path}?os=iOS`)
})

test('an address of members’ own shows no tabs of theirs', () => {
  const reached = models.ENTRIES.filter((entry) => models.tabsInReach(entry).length > 0)
  expect(reached.map(({ name }) => name)).toEqual([
    ...['overview', 'sources', 'pages', 'audience', 'goals'],
  ])
})

test('reports are asked with the link’s token, and no more than it allows', async () => {
  const site = { site: 'example.com' }
  const { totals } = await models.askReport('stats', { metrics: ['visits'] }, site)
  expect(totals).toEqual({ visits: 0 })
  await expect(models.askReport('people', {}, site)).rejects.toMatchObject({ status: 403 })
})

test('after a reload the password is not asked for again', async () => {
  await models.openShare()
  expect([models.closed.value, models.openedShare.value?.segment]).toEqual([undefined, 'Germans'])
})

test.each([
  ['out of reach', 0, () => Promise.reject(new TypeError('Failed to fetch'))],
  ['out of order', 503, async () => new Response('', { status: 503 })],
])('%s is no reason to take away what is on show', async (_, status, answer) => {
  answeredBy(answer)
  await models.reopenShare()
  expect(models.closed.value?.status).toBe(status)
  expect(models.siteDomain.value).toBe('example.com')
  answeredBy(app.send)
  await models.openShare()
  expect(models.closed.value).toBeUndefined()
})

test('a link that was removed closes, once for all that was asked at the time', async () => {
  await change(`shares/${share.id}`, 'DELETE')
  answeredBy((request) => {
    asked.push(request.url)
    return app.send(request)
  })
  await Promise.all([models.reopenShare(), models.reopenShare(), models.reopenShare()])
  expect(asked).toHaveLength(1)
  expect(models.closed.value?.status).toBe(404)
  expect([models.openedShare.value, models.siteDomain.value]).toEqual([undefined, undefined])
})
