import { beforeAll, expect, test } from 'vitest'
import { collectorSecret } from '../../collector/auth/collector-secret.ts'
import { databasePath } from '../../collector/database-path.ts'
import { digest } from '../../collector/http/between.ts'
import { PASSED, sign } from '../../collector/http/passed.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { useApp } from './server.ts'

const app = useApp({ collector: '0' })
const PATH = '/collectors/arrivals/7/begin'
const BODY = JSON.stringify({ id: 'move' })

beforeAll(() => {
  const db = openDatabase(databasePath(app.folder))
  db.exec(`insert into collector (number, address) values (0, 'http://a.invalid'), (1, 'http://b.invalid');
    insert into assignment (site, collector) values (7, 1)`)
  db.close()
})

function asked(signed: string | undefined, body = BODY) {
  const headers = { 'content-type': 'application/json', ...(signed && { [PASSED]: signed }) }
  return app.send(new Request(`http://growth.example${PATH}`, { method: 'POST', headers, body }))
}

const said = { from: 1, client: '', untrustedProxy: null, secure: true, hops: 1 }
const signedFor = (request: string, secret = collectorSecret(app.file)) =>
  sign(request, { ...said, body: digest(BODY) }, secret, Date.now())

/** Without a socket the address is whole. */
const REQUEST = `POST http://growth.example${PATH}`

test('collectors take from one another what is signed, and nothing else', async () => {
  expect((await asked(undefined)).status).toBe(403)
  expect((await asked(signedFor(REQUEST, 'another'))).status).toBe(403)
  expect((await asked(signedFor('POST /collectors/arrivals/8/begin'))).status).toBe(403)
  expect((await asked(signedFor(REQUEST), JSON.stringify({ id: 'another' }))).status).toBe(403)
  const answer = await asked(signedFor(REQUEST))
  expect([answer.status, await answer.json()]).toEqual([200, { known: false }])
})
