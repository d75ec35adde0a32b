import { stream } from 'hono/streaming'
import type { AppContext } from './environment.ts'

/**
 * Answers with texts one after the other, each made when the one before has been sent. The first is made before the
 * answer begins, so that a refusal can still be its status.
 */
export async function sendParts(
  c: AppContext,
  texts: AsyncIterable<string>,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const rest = texts[Symbol.asyncIterator]()
  let next = await rest.next()
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  return stream(c, async (out) => {
    while (next.done !== true && !out.aborted) {
      await out.write(next.value)
      next = await rest.next()
    }
  })
}
