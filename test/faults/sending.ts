import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { WireEvent } from '../../tracker/protocol.ts'
import { dataFolder, type Ran, removeFolder } from '../server.ts'

export const SITE = 'faults.test'

export interface Sent {
  status: number
  body: string
}

/** A pageview with that id, now. */
export function pageview(id: string): WireEvent {
  return { id, name: 'pageview', at: Date.now(), url: `https://${SITE}/page-${id.length}` }
}

/** Sends a body to the public intake. Rejects when the connection breaks. */
export async function send(url: string, body: string | Uint8Array<ArrayBuffer>): Promise<Sent> {
  const answer = await fetch(`${url}/t/${SITE}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': BROWSER },
    body,
  })
  return { status: answer.status, body: await answer.text() }
}

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0'

export function bodyOf(events: readonly unknown[], visitor = 'somebody'): string {
  return JSON.stringify({ visitor, sent: Date.now(), events })
}

/** Runs tasks, so many at a time, until none is left. */
export async function together<T>(
  count: number,
  tasks: readonly T[],
  run: (task: T) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) await run(task)
  }
  await Promise.all(Array.from({ length: count }, worker))
}

/** The database in a data folder. */
export function databaseOf(data: string): string {
  return join(data, 'tributary.sqlite')
}

/** A folder for this test alone. */
export function ownFolder(): string {
  const data = dataFolder()
  onTestFinished(() => removeFolder(data))
  return data
}

/** A failure that says what to do, and shows nobody our insides. */
export function expectInWords({ code, stdout, stderr }: Ran, words: RegExp): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(words)
  expect(stderr).not.toMatch(/^\s+at /m)
}
