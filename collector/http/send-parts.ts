import type { AppContext } from './environment.ts'

/** Some of a long answer. */
export interface TextPart {
  text: string
  /** Events in the text. */
  events: number
}

/** After the last byte: how many events the whole answer holds. Only a whole answer has it. */
const COUNT = 'x-events'

/**
 * Answers with texts one after the other, each made while the one before is sent. The first is made before the answer
 * begins, so that a refusal can still be its status. Whatever fails later breaks the connection: a part of a file must
 * never look like all of it.
 */
export async function sendParts(
  c: AppContext,
  parts: AsyncIterable<TextPart>,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const rest = parts[Symbol.asyncIterator]()
  const first = await rest.next()
  return new Response(bodyOf(c, rest, first), { headers: { ...headers, ...trailing(c) } })
}

/** HTTP/1.0 has neither chunks nor what may follow them. */
function trailing(c: AppContext): Record<string, string> {
  if (c.env?.incoming?.httpVersion !== '1.1') return {}
  return { trailer: COUNT, 'transfer-encoding': 'chunked' }
}

function bodyOf(
  c: AppContext,
  rest: AsyncIterator<TextPart>,
  first: IteratorResult<TextPart>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let next: IteratorResult<TextPart> | undefined = first
  let events = 0
  return new ReadableStream({
    async pull(body) {
      try {
        const { done, value } = next ?? (await rest.next())
        next = undefined
        if (done) return end(c, body, events)
        events += value.events
        body.enqueue(encoder.encode(value.text))
      } catch (error) {
        note(c, error)
        breakOff(c, body, error)
      }
    },
    async cancel() {
      await rest.return?.()
    },
  })
}

function end(c: AppContext, body: ReadableStreamDefaultController, events: number): void {
  if (c.env?.incoming?.httpVersion === '1.1') c.env.outgoing?.addTrailers({ [COUNT]: `${events}` })
  body.close()
}

function note(c: AppContext, error: unknown): void {
  if (c.req.raw.signal.aborted) return
  const { log, storage } = c.var.shared
  if (error instanceof Error) storage.asked(error)
  log.error(
    { err: error, method: c.req.method, route: c.req.routePath },
    'an answer was broken off',
  )
}

/** By a reset: to a proxy that speaks HTTP/1.0, a connection that closes is an answer that has ended. */
function breakOff(c: AppContext, body: ReadableStreamDefaultController, error: unknown): void {
  const socket = c.env?.incoming?.socket
  socket?.resetAndDestroy()
  // After the reset nothing goes out any more, and the server's adaptor would print an error as well.
  if (socket) body.close()
  else body.error(error)
}
