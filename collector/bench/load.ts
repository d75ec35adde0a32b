import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'

export interface Load {
  port: number
  requests: readonly Buffer[]
  connections: number
  /** Requests offered a second, whatever the server's pace; without it each connection sends when answered. */
  rate?: number
  /** Of the answers; 202 where nothing is said. */
  status?: number
}

/** Latencies in ms, ascending; a latency under a rate counts from when the request was due. */
export interface Loaded {
  seconds: number
  answered: number
  /** Answers with another status. */
  refused: number
  latencies: Float64Array
}

const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * Sends every request once over keep-alive connections and waits for each answer.
 * Raw sockets, because a generator heavier than the server would measure itself.
 */
export async function applyLoad(load: Load): Promise<Loaded> {
  const { requests, port } = load
  const connections = Math.min(load.connections, requests.length)
  const lines = await Promise.all(
    Array.from({ length: connections }, () => open(port, load.status ?? ACCEPTED)),
  )
  const run = { load, began: performance.now(), next: 0, refused: 0 }
  const latencies = new Float64Array(requests.length)
  await Promise.all(lines.map((line) => drain(run, line, latencies)))
  const seconds = (performance.now() - run.began) / 1000
  const { refused } = run
  return { seconds, answered: requests.length, refused, latencies: latencies.sort() }
}

interface Run {
  load: Load
  /** On the clock of `performance.now()`. */
  began: number
  next: number
  refused: number
}

/** One connection takes the next request, again and again, until none is left. */
async function drain(run: Run, line: Line, latencies: Float64Array): Promise<void> {
  for (let index = run.next++; ; index = run.next++) {
    const bytes = run.load.requests[index]
    if (bytes === undefined) break
    const from = await due(run, index)
    if (!(await line.ask(bytes))) run.refused++
    latencies[index] = performance.now() - from
  }
  line.socket.destroy()
}

/** The moment a request's latency counts from: now, or when the offered rate had it due. */
async function due({ load, began }: Run, index: number): Promise<number> {
  if (load.rate === undefined) return performance.now()
  const moment = began + (1000 * index) / load.rate
  const early = moment - performance.now()
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
  return early > 0 ? performance.now() : moment
}

interface Line {
  socket: Socket
  /** Whether the answer had the status. */
  ask(bytes: Buffer): Promise<boolean>
}

/** A connection with one request under way at a time. */
function open(port: number, status: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let answer: { resolve(accepted: boolean): void; reject(error: Error): void } | undefined
    let pending: Buffer | undefined
    socket.on('data', (chunk: Buffer) => {
      const bytes = pending === undefined ? chunk : Buffer.concat([pending, chunk])
      pending = complete(bytes) ? undefined : bytes
      if (pending === undefined) answer?.resolve(Number(bytes.toString('latin1', 9, 12)) === status)
    })
    const fail = (error: Error) => (answer?.reject ?? reject)(error)
    socket.on('error', fail)
    socket.on('close', () => fail(new Error('the server closed a connection')))
    const ask = (bytes: Buffer) =>
      new Promise<boolean>((done, failed) => {
        answer = { resolve: done, reject: failed }
        socket.write(bytes)
      })
    socket.on('connect', () => resolve({ socket, ask }))
  })
}

const ACCEPTED = 202

/** Whether the whole answer has come: its head, and as many bytes as the head says. */
function complete(bytes: Buffer): boolean {
  const head = bytes.indexOf(HEAD_END)
  if (head < 0) return false
  const text = bytes.toString('latin1', 0, head).toLowerCase()
  const length = /content-length: (\d+)/.exec(text)?.[1]
  if (length !== undefined) return bytes.length >= head + HEAD_END.length + Number(length)
  return bytes.toString('latin1').endsWith('0\r\n\r\n')
}
