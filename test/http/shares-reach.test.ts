import { describe, expect, test } from 'vitest'
import { HERE, MAY, START, useSharing } from './sharing.ts'

const { on, clock } = useSharing()

describe('the pass of an opened link', () => {
  test('runs out, and a forged one is nobody’s', async () => {
    const token = await on.guest()
    const [kind, id, expires, signed] = token.split('.')
    const later = (clock.now + 1e9).toString(36)
    expect(await on.visits([kind, id, later, signed].join('.'))).toBe(401)
    expect(await on.visits([kind, id, expires, 'A'.repeat(43)].join('.'))).toBe(401)
    expect(await on.visits([kind, id, expires].join('.'))).toBe(401)
    clock.now += 12 * 3_600_000
    expect(await on.visits(token)).toBe(401)
  })

  test('shows its segment whatever is asked', async () => {
    const token = await on.guest({ segment: on.segment })
    expect(await on.visits(token)).toBe(1)
    expect(await on.visits(token, { filters: [['is', 'medium', ['email']]] })).toBe(0)
    const either = [
      [
        'or',
        [
          ['is', 'medium', ['email']],
          ['is', 'medium', ['cpc']],
        ],
      ],
    ]
    expect(await on.visits(token, { filters: either })).toBe(1)
    const answer = await on.app.ask(`${HERE}/reports/stats`, {
      token,
      body: { period: MAY, compare: MAY, metrics: ['visits'], dimensions: ['medium'] },
    })
    const { rows, compared } = await answer.json()
    expect(rows).toEqual([{ medium: 'cpc', visits: 1 }])
    expect(compared.totals).toEqual({ visits: 1 })
    const beside = await on.app.ask(`${HERE}/reports/stats`, {
      token,
      body: { period: MAY, compare_filters: [], metrics: ['visits'] },
    })
    expect((await beside.json()).compared.totals).toEqual({ visits: 1 })
    const csv = await on.app.ask(`${HERE}/reports/stats?format=csv`, {
      token,
      body: { period: MAY, metrics: ['visits'], dimensions: ['source'] },
    })
    expect(await csv.text()).toBe('source,visits\r\ngoogle,1\r\n')
  })

  test('tells of no deed outside its segment, and of those within', async () => {
    const did = (id: string, visitor: string) =>
      JSON.stringify({ id, name: 'Rate', at: START + 1_000, visitor, url: 'https://example.com/0' })
    const headers = { 'content-type': 'application/x-ndjson' }
    const later = { at: START + 86_400_000, visitor: 'may-0', url: 'https://example.com/back' }
    const back = JSON.stringify({ id: 'came-back', name: 'Complain', ...later })
    const body = [did('rated-ads', 'may-0'), did('rated-mail', 'may-1'), back].join('\n')
    await on.app.ask(`${HERE}/events`, { token: on.admin, body, headers })
    const token = await on.guest({ segment: on.segment })
    const done = (name: string) => ({ filters: [['has_done', 'event', [name]]] })
    const notDone = (name: string) => ({ filters: [['not', ['has_done', 'event', [name]]]] })
    expect(await on.visits(token, done('Rate'))).toBe(1)
    // The same person did it, in a visit that came directly.
    expect(await on.visits(on.admin, done('Complain'))).toBe(2)
    expect(await on.visits(token, done('Complain'))).toBe(0)
    expect(await on.visits(token, notDone('Complain'))).toBe(1)
    expect(await on.visits(await on.guest(), done('Complain'))).toBe(2)
  })

  test('shows who is here now of its segment only', async () => {
    // The clock of the reports is the machine's.
    await on.visit('now', Date.now() - 60_000)
    const live = async (token: string) =>
      await (await on.app.ask(`${HERE}/reports/live`, { token, body: {} })).json()
    expect((await live(on.admin)).visitors_5).toBe(3)
    const shown = await live(await on.guest({ segment: on.segment }))
    expect(shown.visitors_5).toBe(1)
    expect(shown.events.map(({ page }: { page: string }) => page)).toEqual(['/0'])
  })

  test.each([
    ['another segment', { filters: [['segment', 'x']] }],
    ['another segment inside', { filters: [['not', ['or', [['segment', 'x']]]]] }],
    ['another segment beside it', { compare_filters: [['segment', 'x']] }],
    ['customers beside all', { compare_filters: [['is', 'account', ['acme']]] }],
    ['customers', { dimensions: ['account'] }],
    ['whether somebody is a customer', { filters: [['and', [['is', 'account', ['acme']]]]] }],
    ['ids of clicks', { dimensions: ['click_id'] }],
  ])('does not show %s', async (_, more) => {
    expect(await on.visits(await on.guest(), more)).toBe(403)
  })

  test('opens nothing for a signed-in person, and no person’s session counts beside it', async () => {
    await on.app.user('owner@example.com', 'owner', 'correct horse')
    const body = { email: 'owner@example.com', password: 'correct horse' }
    const signedIn = await on.app.ask('/api/session', { body })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const token = await on.guest({ segment: on.segment })
    expect((await on.app.ask(`${HERE}/shares`, { cookie })).status).toBe(200)
    expect((await on.app.ask(`${HERE}/shares`, { cookie, token })).status).toBe(403)
  })

  test('ends a stream of live answers when the link is removed', async () => {
    const { id, key } = await on.share()
    const { token } = await on.opened(key)
    const stream = await on.app.ask(`${HERE}/reports/live/stream`, { token })
    expect(stream.status).toBe(200)
    await on.remove(`shares/${id}`)
    const event = { id: 'wakes-up', name: 'pageview', at: clock.now, url: 'https://example.com/' }
    await on.app.ask(`${HERE}/events`, { token: on.admin, body: { events: [event] } })
    expect(await stream.text()).toMatch(/^data: /u)
  }, 30_000)
})

describe('of all routes', () => {
  /** What a guest may ask, beside what is open to everybody. */
  const OPEN = new Set([
    'GET /api/sites/:site/reports/live/stream',
    'POST /api/sites/:site/reports/stats',
    'GET /api/sites/:site/reports/stats',
    'POST /api/sites/:site/reports/live',
    'GET /api/sites/:site/reports/live',
  ])
  /** Signing in, opening and being counted: none of them shows what a token may see. */
  const DOORS = new Set([
    ...['POST /api/session', 'POST /api/share'],
    ...['POST /api/session/link', 'POST /api/session/link/look', 'POST /api/session/link/mail'],
    ...['GET /api/session/ways', 'GET /api/session/oidc', 'GET /api/session/oidc/callback'],
    // What others' scripts send.
    ...['event', 'send', 'batch'].flatMap((name) => [`POST /api/${name}`, `OPTIONS /api/${name}`]),
  ])
  /** Says what routes there are, to anybody. */
  const PUBLIC = new Set(['GET /api/openapi.json', 'GET /api/docs', 'GET /api/docs.css'])

  function routes(): [string, string][] {
    const reports = ['stats', 'live', 'people', 'people/timeline', 'data-quality', 'export', 'x']
    const all = on.app.routes.flatMap(({ method, path }) =>
      path.includes(':name{.+}')
        ? reports.map((name) => `${method} ${path.replace(':name{.+}', name)}`)
        : [`${method} ${path}`],
    )
    return [...new Set(all)]
      .filter((route) => !route.startsWith('ALL ') && route.includes(' /api/'))
      .filter((route) => !OPEN.has(route) && !DOORS.has(route) && !PUBLIC.has(route))
      .map((route) => route.split(' ') as [string, string])
  }

  const real = (path: string) =>
    path.replace(':site', 'example.com').replace(':id', on.segment).replaceAll(/:\w+/gu, 'x')

  test('a shared link reaches only its reports', async () => {
    const token = await on.guest()
    const narrow = await on.guest({ segment: on.segment })
    const closed = routes()
    expect(closed.length).toBeGreaterThan(60)
    const tries = closed.flatMap(([method, path]) =>
      [token, narrow].map(async (secret) => {
        const sent = method === 'GET' ? {} : { body: {} }
        const { status } = await on.app.ask(real(path), { method, token: secret, ...sent })
        return `${method} ${path}: ${status}`
      }),
    )
    const answers = await Promise.all(tries)
    expect(answers.filter((answer) => !/: 40[34]$/u.test(answer))).toEqual([])
  })

  test('and at no other site', async () => {
    const token = await on.guest()
    const body = { metrics: ['visits'] }
    for (const site of ['other.example', 'unknown.example']) {
      const path = `/api/sites/${site}/reports`
      expect((await on.app.ask(`${path}/stats`, { token, body })).status).toBe(403)
      expect((await on.app.ask(`${path}/live/stream`, { token })).status).toBe(403)
    }
  })
})

test('only pages of shared links may be framed by others', async () => {
  const framing = async (path: string) => {
    const { headers } = await on.app.ask(path)
    const policy = headers.get('content-security-policy')
    return [/frame-ancestors [^;]+/u.exec(policy ?? '')?.[0], headers.get('x-frame-options')]
  }
  for (const path of ['/', '/sites/example.com', '/share', '/shared/x', '/sign-in/x']) {
    expect(await framing(path)).toEqual(["frame-ancestors 'none'", 'DENY'])
  }
  expect(await framing('/share/key/acquisition?embed=1')).toEqual(['frame-ancestors *', null])
})
