import { beforeAll, describe, expect, test } from 'vitest'
import { ORIGIN, useApp } from './server.ts'
import { csv, exported, HERE, spending } from './spending.ts'

const app = useApp({}, () => Date.UTC(2026, 10, 1))
let token: string
let read: string
const { send, ask, rowsOf, remove } = spending(app, () => token)

beforeAll(async () => {
  await app.site('example.com')
  token = await app.token(['write'])
  read = await app.token(['read'])
})

describe('a file', () => {
  test('is stored as it is, and told what it is', async () => {
    const { status, body } = await send(exported('google-portuguese.csv'), 'import=google')
    expect(status).toBe(200)
    expect(body).toEqual({
      import: 'google',
      file: expect.any(String),
      platform: 'google',
      currency: 'BRL',
      days: ['2026-08-01', '2026-08-01'],
      stored: 1,
      replaced: 0,
      rejected: [],
      warnings: [],
      totals: [{ currency: 'BRL', cost: 1_234.56, matched: 0 }],
    })
    expect(await rowsOf('google')).toEqual([
      {
        import: 'google',
        date: '2026-08-01',
        source: 'google',
        medium: 'cpc',
        campaign: 'Busca local',
        content: null,
        term: null,
        campaign_id: null,
        channel: 'Paid Search',
        cost: 1_234.56,
        currency: 'BRL',
        clicks: 900,
        impressions: 50_000,
      },
    ])
  })

  test('of which a line is refused is not stored at all, unless such lines may be left out', async () => {
    const whole = await send(exported('second-bom.tsv'), 'import=bom')
    expect(whole.status).toBe(422)
    expect(whole.body.errors).toEqual([
      { path: 'line 3', message: '5 cells where the header has 4' },
    ])
    expect(await rowsOf('bom')).toEqual([])
    const { body } = await send(exported('second-bom.tsv'), 'import=bom&skip_bad=true')
    expect(body).toMatchObject({ stored: 1, rejected: [{ line: 3 }] })
    expect(await rowsOf('bom')).toMatchObject([{ date: '2026-03-01', cost: 10 }])
  })

  test('is only looked at in a dry run: first rows, columns, what would be replaced', async () => {
    const { status, body } = await send(exported('microsoft.csv'), 'import=ms&dry_run=true')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      platform: 'microsoft',
      stored: 2,
      replaced: 0,
      rows: [{ date: '2026-08-01', source: 'bing', campaign_id: '829001', cost: 1_200 }, {}],
      row_count: 2,
      columns: { date: 'Gregorian date', cost: 'Spend' },
      ignored: [],
    })
    expect(await rowsOf('ms')).toEqual([])
  })

  test('with dates of two readings asks for the order', async () => {
    const asked = await send(exported('meta-spanish.csv'), 'import=es')
    expect(asked.status).toBe(422)
    expect(asked.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'date_order',
      'date_order',
    ])
    const told = await send(exported('meta-spanish.csv'), 'import=es&date_order=dmy')
    expect(told.body).toMatchObject({ currency: 'EUR', days: ['2026-09-01', '2026-09-02'] })
    const rows = await rowsOf('es')
    expect(
      rows.map(({ cost, impressions }: Record<string, unknown>) => [cost, impressions]),
    ).toEqual([
      [12.5, 3_000],
      [1_007.5, 2_000],
    ])
  })

  test('keeps what was said of its columns for the next of its name', async () => {
    const mapping = encodeURIComponent('date=Wann,source=Wo,medium=Womit,cost=Wieviel')
    const first = await send(exported('own-names.csv'), `import=own&mapping=${mapping}`)
    expect(first.body).toMatchObject({ stored: 1, replaced: 0 })
    const again = await send(exported('own-names.csv'), 'import=own')
    expect(again.body).toMatchObject({ stored: 0, replaced: 1 })
    const { body } = await ask('spend/imports')
    expect(body.items.find(({ name }: { name: string }) => name === 'own')).toMatchObject({
      mapping: { date: 'Wann', source: 'Wo', medium: 'Womit', cost: 'Wieviel' },
    })
  })

  test.each([
    ['platform=gogle', /unknown platform "gogle"; the nearest known is "google"/u],
    ['mapping=datum%3DTag', /unknown field "datum"/u],
    ['date_order=myd', /date_order: one of dmy, mdy, ymd/u],
    ['currency=EUX', /unknown currency "EUX"/u],
  ])('that is asked about with %s is refused with the nearest known name', async (query, said) => {
    const { status, body } = await send(csv('2026-08-01,x,a,1,EUR'), `import=x&${query}`)
    expect(status).toBe(422)
    expect(body.detail).toMatch(said)
  })

  test('of 200 MB is refused before it is read', async () => {
    const request = new Request(`${ORIGIN}${HERE}/spend?import=big`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'text/csv',
        host: 'growth.example',
      },
      body: Buffer.alloc(10),
    })
    const incoming = { headers: { 'content-length': String(200 * 1_048_576) }, socket: {} }
    const answer = await app.fetch(request, { incoming } as never)
    expect(answer.status).toBe(413)
    expect((await answer.json()).detail).toContain('export a shorter period')
  })
})

describe('an import', () => {
  test('replaces the days that a later file of it holds, whole, and no others', async () => {
    await send(
      csv('2026-05-01,x,a,1,EUR', '2026-05-01,x,b,2,EUR', '2026-05-02,x,a,4,EUR'),
      'import=r',
    )
    const { body } = await send(csv('2026-05-01,x,a,1.50,EUR', '2026-05-01,x,c,1,EUR'), 'import=r')
    expect(body).toMatchObject({ stored: 1, replaced: 2 })
    const rows = await rowsOf('r')
    expect(rows.map((row: Record<string, unknown>) => [row.date, row.campaign, row.cost])).toEqual([
      ['2026-05-01', 'a', 1.5],
      ['2026-05-01', 'c', 1],
      ['2026-05-02', 'a', 4],
    ])
  })

  test('is undone to what stood there before its newest file', async () => {
    const undone = await ask('spend/imports/r/undo', { method: 'POST' })
    expect(undone).toEqual({ status: 200, body: { rows: 3 } })
    const rows = await rowsOf('r')
    expect(rows.map(({ cost }: { cost: number }) => cost)).toEqual([1, 2, 4])
  })

  test('is undone by the file that was seen to be the newest, and by no other', async () => {
    const first = await send(csv('2026-03-01,x,a,1,EUR'), 'import=seen')
    const second = await send(csv('2026-03-01,x,a,2,EUR'), 'import=seen')
    const undo = (file: string) => ask(`spend/imports/seen/undo?file=${file}`, { method: 'POST' })
    expect((await undo(first.body.file)).status).toBe(409)
    expect(await rowsOf('seen')).toMatchObject([{ cost: 2 }])
    const { body } = await ask('spend/imports')
    const seen = body.items.find(({ name }: { name: string }) => name === 'seen')
    expect(seen.file).toBe(second.body.file)
    expect(await undo(second.body.file)).toEqual({ status: 200, body: { rows: 1 } })
    expect((await undo(second.body.file)).status).toBe(409)
    expect(await rowsOf('seen')).toMatchObject([{ cost: 1 }])
    expect((await undo('x')).status).toBe(422)
  })

  test('forgets with a file that is undone what was said of its columns', async () => {
    const said = 'mapping=date%3DWann,source%3DWo,cost%3DWieviel'
    await send(csv('2026-02-01,x,a,1,EUR'), 'import=said')
    expect((await send(exported('own-names.csv'), `import=said&${said}`)).status).toBe(200)
    expect((await send(csv('2026-02-02,x,a,1,EUR'), 'import=said')).status).toBe(422)
    await ask('spend/imports/said/undo', { method: 'POST' })
    expect((await send(csv('2026-02-02,x,a,1,EUR'), 'import=said')).status).toBe(200)
  })

  test('under a platform’s name is read as the platform’s where the file says so', async () => {
    const said = 'mapping=date%3DWann,source%3DWo,cost%3DWieviel'
    await send(exported('own-names.csv'), `import=google&${said}`)
    const plain = await send(exported('google-portuguese.csv'), 'import=google')
    expect(plain.body).toMatchObject({ platform: 'google', currency: 'BRL' })
    // What nobody would know for Google's is read as it was said.
    expect((await send(exported('own-names.csv'), 'import=google')).status).toBe(200)
  })

  test('of another site is not undone by its file', async () => {
    await app.site('other.example')
    const { body } = await send(csv('2026-03-01,x,a,1,EUR'), 'import=mine')
    const elsewhere = await app.ask(
      `/api/sites/other.example/spend/imports/mine/undo?file=${body.file}`,
      { token: await app.token(['write']), method: 'POST' },
    )
    expect(elsewhere.status).toBe(404)
    expect(await rowsOf('mine')).toHaveLength(1)
  })

  test('is not undone to days of which nothing is kept any more', async () => {
    for (const cost of [1, 2, 3]) await send(csv(`2026-04-01,x,a,${cost},EUR`), 'import=daily')
    const undo = () => ask('spend/imports/daily/undo', { method: 'POST' })
    const costs = async () => (await rowsOf('daily')).map(({ cost }: { cost: number }) => cost)
    expect((await undo()).body).toEqual({ rows: 1 })
    expect(await costs()).toEqual([2])
    expect((await undo()).status).toBe(409)
    expect(await costs()).toEqual([2])
  })

  test('is listed with what it holds in each currency, and removed', async () => {
    await send(csv('2026-06-01,x,a,1,EUR', '2026-06-03,x,a,500,JPY'), 'import=two')
    const { body } = await ask('spend/imports', { token: read })
    expect(body.items[0]).toEqual({
      name: 'two',
      file: expect.any(String),
      platform: 'generic',
      at: '2026-11-01T00:00:00.000Z',
      days: ['2026-06-01', '2026-06-03'],
      rows: 2,
      totals: [
        { currency: 'EUR', cost: 1 },
        { currency: 'JPY', cost: 500 },
      ],
      mapping: null,
    })
    expect((await remove('two')).status).toBe(204)
    expect((await remove('two')).status).toBe(404)
    expect(await rowsOf('two')).toEqual([])
  })

  test('is warned of beside another of the same source and days', async () => {
    await send(csv('2026-07-01,x,a,1,EUR'), 'import=one')
    const { body } = await send(csv('2026-07-01,X,b,1,EUR'), 'import=other')
    expect(body.warnings).toEqual([expect.stringContaining('"one" has the same source')])
  })
})

test('who may read may not store, and what was stored stands in the history', async () => {
  expect((await send(csv('2026-08-01,x,a,1,EUR'), 'import=no', read)).status).toBe(403)
  expect((await ask('spend/imports/r', { method: 'DELETE', token: read })).status).toBe(403)
  const { body } = await ask('audit?limit=200', { token: await app.token(['admin']) })
  const spend = body.items.filter(({ thing }: { thing: string }) => thing === 'spend')
  expect(new Set(spend.map(({ what }: { what: string }) => what))).toEqual(
    new Set(['added', 'removed', 'restored']),
  )
})
