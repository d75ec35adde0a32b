import './page.ts'
import { expect, test } from 'vitest'
import { listen } from '../../dashboard/models/event-stream.ts'
import { answeredBy } from './page.ts'

/** A stream that says what a test hands it, and how it is heard. */
function streamed() {
  const heard: string[] = []
  let say: (part: Uint8Array | undefined) => void = () => undefined
  let left = false
  answeredBy(async ({ signal }) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        say = (part) => (part ? controller.enqueue(part) : controller.close())
        signal.addEventListener('abort', () => {
          left = true
          controller.error(signal.reason)
        })
      },
    })
    return new Response(body)
  })
  const stop = listen('/api/sites/a.example/reports/live/stream', {
    opened: () => heard.push('opened'),
    said: (text) => heard.push(text),
    broken: () => heard.push('broken'),
  })
  const bytes = (text: string) => new TextEncoder().encode(text)
  return {
    heard,
    stop,
    hasLeft: () => left,
    say: (text: string) => say(bytes(text)),
    /** The bytes from one place to another, as a network cuts them. */
    sayPart: (text: string, from: number, to?: number) => say(bytes(text).slice(from, to)),
    end: () => say(undefined),
  }
}

test('each message is heard as it comes, also several at once', async () => {
  const { heard, say, stop } = streamed()
  await expect.poll(() => heard).toEqual(['opened'])
  say('data: {"n":1}\n\n')
  say('data: {"n":2}\n\ndata: {"n":3}\n\n')
  await expect.poll(() => heard).toEqual(['opened', '{"n":1}', '{"n":2}', '{"n":3}'])
  stop()
})

test('a message may come in parts, cut anywhere, in the middle of a character too', async () => {
  const { heard, sayPart, stop } = streamed()
  await expect.poll(() => heard).toEqual(['opened'])
  const message = 'data: {"page":"/春"}\n\n'
  sayPart(message, 0, 3)
  sayPart(message, 3, 17)
  sayPart(message, 17)
  await expect.poll(() => heard).toEqual(['opened', '{"page":"/春"}'])
  stop()
})

test('what is no data is not told: comments that keep it open, names, numbers', async () => {
  const { heard, say, stop } = streamed()
  await expect.poll(() => heard).toEqual(['opened'])
  say(':\n\nevent: live\nid: 7\n\nretry: 100\n\nevent: live\ndata: x\nid: 8\n\n')
  await expect.poll(() => heard).toEqual(['opened', 'x'])
  stop()
})

test('data on several lines is one text', async () => {
  const { heard, say, stop } = streamed()
  await expect.poll(() => heard).toEqual(['opened'])
  say('data: {\ndata: "n": 1\ndata:}\n\n')
  await expect.poll(() => heard).toEqual(['opened', '{\n"n": 1\n}'])
  stop()
})

test('an end is told; leaving is not, and ends it at the server', async () => {
  const ended = streamed()
  await expect.poll(() => ended.heard).toEqual(['opened'])
  ended.end()
  await expect.poll(() => ended.heard).toEqual(['opened', 'broken'])
  ended.stop()
  const left = streamed()
  await expect.poll(() => left.heard).toEqual(['opened'])
  left.stop()
  await expect.poll(left.hasLeft).toBe(true)
  expect(left.heard).toEqual(['opened'])
})

test('a refusal is a break, as is a server out of reach', async () => {
  for (const answer of [
    async () => new Response('{}', { status: 403 }),
    () => Promise.reject(new TypeError('Failed to fetch')),
  ]) {
    const heard: string[] = []
    answeredBy(answer)
    const stop = listen('/api/x', {
      opened: () => heard.push('opened'),
      said: (text) => heard.push(text),
      broken: () => heard.push('broken'),
    })
    await expect.poll(() => heard).toEqual(['broken'])
    stop()
  }
})
