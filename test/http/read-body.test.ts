import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, expect, test } from 'vitest'
import type { AppContext, AppEnv } from '../../collector/http/environment.ts'
import { readBody } from '../../collector/http/read-body.ts'
import { Refusal } from '../../collector/refusal.ts'

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

/** What a server that takes `limit` bytes makes of a body of which only a byte ever comes. */
function refusalOf(headers: string, firstBytes: string, limit: number): Promise<unknown> {
  return new Promise((resolve) => {
    const app = new Hono<AppEnv>()
    app.post('/', async (c) => {
      await readBody(c as AppContext, limit).catch(resolve)
      return c.text('')
    })
    const server = createAdaptorServer({ fetch: app.fetch }) as Server
    open.push(server)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(`POST / HTTP/1.1\r\nhost: example.com\r\n${headers}\r\n\r\n${firstBytes}`)
    })
  })
}

// As an error of its own each of them would be a kilobyte of the log, as often as a stranger likes.
test.each([
  { how: 'announced', headers: 'content-length: 90', bytes: '{' },
  { how: 'chunked', headers: 'transfer-encoding: chunked', bytes: '1\r\n{\r\n' },
])('a body that comes too slowly is refused, not an error of ours ($how)', async (one) => {
  const refusal = await refusalOf(one.headers, one.bytes, 100)
  expect(refusal).toBeInstanceOf(Refusal)
  expect(refusal).toHaveProperty('message', 'the body came too slowly')
})
