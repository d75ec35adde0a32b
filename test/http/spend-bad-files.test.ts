import { beforeAll, expect, test } from 'vitest'
import { useApp } from './server.ts'
import { csv, exported, spending } from './spending.ts'

const app = useApp({}, () => Date.UTC(2026, 10, 1))
let token: string
const { send, ask, rowsOf } = spending(app, () => token)

beforeAll(async () => {
  await app.site('example.com')
  token = await app.token(['write'])
})

test('a file whose own total is greater than its rows is stored by its rows, and says so (case S2)', async () => {
  const { body } = await send(exported('meta-daily.csv'), 'import=meta')
  expect(body).toMatchObject({
    ...{ stored: 2, currency: 'INR', totals: [{ currency: 'INR', cost: 90 }] },
    warnings: ["the file's own total is 10.00 more than its rows"],
  })
  const rows = await rowsOf('meta')
  expect(rows.map(({ cost }: { cost: number }) => cost)).toEqual([60, 30])
})

const zip = Buffer.from('504b0304140006000800', 'hex')
const noHeader = '2026-08-01,google,3.00\n2026-08-02,google,4.00\n'
test.each<[string, Buffer | string, RegExp]>([
  ['a total of a whole period (case S2)', exported('meta-period.csv'), /"Day"/u],
  [
    'a file cut off in a line',
    exported('truncated.csv'),
    /line 5: 1 cells where the header has 8/u,
  ],
  [
    'UTF-16 cut off in a character',
    exported('google-portuguese.csv').subarray(0, -1),
    /middle of/u,
  ],
  ['no text in any encoding', Buffer.from('00010203616263', 'hex'), /no text file/u],
  ['a file without a header', noHeader, /names columns that are known/u],
  ['a zip', Buffer.concat([zip, Buffer.from('report.csv')]), /unpack it/u],
  ['a workbook', Buffer.concat([zip, Buffer.from('[Content_Types].xml')]), /Excel workbook/u],
  [
    'a sign of two currencies',
    'date,source,cost\n2026-08-01,x,$1\n',
    /"\$" is the sign of several/u,
  ],
  ['nothing', '', /the file is empty/u],
])('that is %s is refused with what to do, and nothing of it is stored', async (_, bytes, said) => {
  const { status, body } = await send(bytes, 'import=bad')
  expect(status).toBe(422)
  const lines = (body.errors ?? []).map(
    ({ path, message }: { path: string; message: string }) => `${path}: ${message}`,
  )
  expect([body.detail, ...lines].join('\n')).toMatch(said)
  expect(await rowsOf('bad')).toEqual([])
  const { body: imports } = await ask('spend/imports')
  expect(imports.items.map(({ name }: { name: string }) => name)).not.toContain('bad')
})

test('a file of two currencies is never summed across them', async () => {
  const { body } = await send(csv('2026-08-01,x,a,1,EUR', '2026-08-01,x,a,500,JPY'), 'import=mixed')
  expect(body).toMatchObject({
    ...{ currency: null, stored: 2 },
    totals: [
      { currency: 'EUR', cost: 1 },
      { currency: 'JPY', cost: 500 },
    ],
  })
  const rows = await rowsOf('mixed')
  expect(rows.map(({ cost, currency }: Record<string, unknown>) => [cost, currency])).toEqual([
    [1, 'EUR'],
    [500, 'JPY'],
  ])
})
