import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import {
  addSite,
  createToken,
  dataFolder,
  removeFolder,
  startServer,
  tributary,
} from '../server.ts'
import { databaseOf, SITE } from './sending.ts'

const CRASHES = 6
const LINES = 20_000
const DAYS = 28

const data = dataFolder()
const chance = random(5)
let token: string

beforeAll(async () => {
  await addSite(data, SITE)
  token = await createToken(data, 'write')
})
afterAll(() => removeFolder(data))

/** Of as many lines, each of which costs as much. */
function fileOf(cost: number): string {
  const lines = Array.from({ length: LINES }, (_, i) => {
    const day = String(1 + (i % DAYS)).padStart(2, '0')
    return `2026-02-${day},google,campaign ${Math.floor(i / DAYS)},${cost}.00,USD`
  })
  return ['date,source,campaign,cost,currency', ...lines].join('\n')
}

/** Whether it was answered before the server was gone. */
async function isStored(url: string, file: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }
  const request = { method: 'POST', headers, body: file }
  try {
    const answer = await fetch(`${url}/api/sites/${SITE}/spend?import=ads`, request)
    return answer.status === 200 && (await answer.json()).file !== undefined
  } catch (error) {
    // fetch's own failure means that the server is gone, which is the point.
    if (!(error instanceof TypeError)) throw error
    return false
  }
}

/** Waits until so many lines of the next file are written, or it stands. */
async function whenWritten(db: Database.Database, lines: number): Promise<void> {
  const last = db.prepare<[], number>('select max(id) from spend_file').pluck().get() ?? 0
  const written = db.prepare<[number], number>('select count(*) from spend where file > ?').pluck()
  while ((written.get(last) ?? 0) < lines) {
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** What a line of the file that stands costs; NaN where one stands in part. */
function costThatStands(db: Database.Database): number {
  const [rows, least, most] = db
    .prepare('select count(*), min(amount), max(amount) from standing_spend')
    .raw()
    .get() as number[]
  return rows === LINES && least === most ? Number(most) / 100 : Number.NaN
}

test('killed again and again while a file of spend is stored, all of it stands or nothing', async () => {
  const first = await startServer({ data })
  expect(await isStored(first.url, fileOf(1))).toBe(true)
  await first.stop()
  let before = 1
  for (let crash = 0; crash < CRASHES; crash++) {
    const server = await startServer({ data })
    const db = new Database(databaseOf(data))
    const cost = crash + 2
    const sent = isStored(server.url, fileOf(cost))
    await whenWritten(db, 1 + chance.integer(LINES))
    await server.kill9()
    const known = costThatStands(db)
    db.close()
    // What was answered stands.
    expect((await sent) ? [cost] : [before, cost]).toContain(known)
    before = known
  }
  const last = await startServer({ data })
  const db = new Database(databaseOf(data), { readonly: true })
  const files = db.prepare('select count(distinct file) from spend').pluck()
  const counted = db.prepare('select count(distinct file) from spend_day').pluck()
  // What none counts goes with the first housekeeping.
  await expect.poll(() => files.get() === counted.get(), { timeout: 60_000 }).toBe(true)
  db.close()
  await last.stop()
  const doctor = await tributary(['doctor', '--data', data])
  expect(doctor).toMatchObject({ code: 0 })
}, 240_000)
