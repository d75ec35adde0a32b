import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { boundBodies, letTakeLong, patience } from '../collector/patience.ts'

const open: { server: Server; socket: Socket }[] = []
afterEach(() => {
  vi.useRealTimers()
  for (const { server, socket } of open.splice(0)) {
    socket.destroy()
    server.close()
  }
})

type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => void

/** A connection to a server that waits 200 ms for a body. */
async function connected(handler: Handler) {
  const server = createServer(patience({ trustProxy: [] }), handler)
  boundBodies(server, 200)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  open.push({ server, socket })
  const seen = { text: '', closed: false }
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    seen.text += chunk
  })
  socket.on('close', () => {
    seen.closed = true
  })
  const answers = () => seen.text.split('HTTP/1.1 200').length - 1
  return { socket, seen, answers }
}

const head = (length: number) =>
  `POST / HTTP/1.1\r\nhost: a.example\r\ncontent-length: ${length}\r\n\r\n`
const echo: Handler = (incoming, outgoing) => {
  incoming.resume()
  incoming.on('end', () => outgoing.end('taken'))
}

test.each([
  ['read', echo],
  [
    'unread, after the answer',
    (_: IncomingMessage, outgoing: ServerResponse) => outgoing.end('no'),
  ],
  ['unread, before the answer', () => {}],
] as const)('who sends a body too slowly is cut off (%s)', async (_, handler) => {
  const { socket, seen } = await connected(handler)
  socket.write(`${head(100)}x`)
  await expect.poll(() => seen.closed, { interval: 10 }).toBe(true)
})

test('chunks are waited for no longer than a length', async () => {
  const { socket, seen } = await connected(echo)
  socket.write('POST / HTTP/1.1\r\nhost: a.example\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n')
  await expect.poll(() => seen.closed, { interval: 10 }).toBe(true)
})

test('a body that came has time for its answer, and the connection for another', async () => {
  const { socket, seen, answers } = await connected((incoming, outgoing) => {
    incoming.resume()
    setTimeout(() => outgoing.end('taken'), 500)
  })
  socket.write(`${head(1)}x`)
  await expect.poll(answers, { interval: 10 }).toBe(1)
  socket.write(`${head(1)}x`)
  await expect.poll(answers, { interval: 10 }).toBe(2)
  expect(seen.closed).toBe(false)
})

test('a request without a body waits as long as it likes: the live view is one', async () => {
  const { socket, seen, answers } = await connected((_, outgoing) => void outgoing.write('data'))
  socket.write('GET / HTTP/1.1\r\nhost: a.example\r\n\r\n')
  await expect.poll(answers, { interval: 10 }).toBe(1)
  await sleep(500)
  expect(seen.closed).toBe(false)
})

test('a file of history takes as long as it comes, and is cut off once nothing comes', async () => {
  let come: number | undefined
  const { socket, seen } = await connected((incoming) => {
    letTakeLong(incoming, 400)
    come = 0
    incoming.on('data', ({ length }: Buffer) => {
      come = (come ?? 0) + length
    })
  })
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  socket.write(head(1_000))
  await expect.poll(() => come, { interval: 10 }).toBe(0)
  for (let n = 1; n <= 12; n += 1) {
    socket.write('x')
    await expect.poll(() => come, { interval: 10 }).toBe(n)
    vi.advanceTimersByTime(400)
  }
  await sleep(50)
  expect(seen.closed).toBe(false)
  vi.advanceTimersByTime(400)
  await expect.poll(() => seen.closed, { interval: 10 }).toBe(true)
})

test('what is no longer waited for has the bound of all', async () => {
  const { socket, seen, answers } = await connected((incoming, outgoing) => {
    letTakeLong(incoming, 60_000)(200)
    outgoing.end('no')
  })
  socket.write(`${head(1_000)}x`)
  await expect.poll(answers, { interval: 10 }).toBe(1)
  await expect.poll(() => seen.closed, { interval: 10 }).toBe(true)
})

test('a proxy closes its connections itself: nginx after 60 s, Caddy after 120, Google’s after 600', () => {
  expect(patience({ trustProxy: ['127.0.0.1'] }).keepAliveTimeout).toBeGreaterThan(600_000)
  expect(patience({ trustProxy: [] }).keepAliveTimeout).toBe(5_000)
})
