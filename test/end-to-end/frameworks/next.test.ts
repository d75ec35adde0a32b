import { once } from 'node:events'
import { beforeAll, expect, test } from 'vitest'
import { freePort } from '../../free-port.mjs'
import { built, startProgram } from './apps.ts'
import { type Served, useTrial } from './trial.ts'
import { expectWalked, LANDING, walk } from './walk.ts'

const NEXT = 'next/dist/bin/next'
const trial = useTrial('next')

beforeAll(async () => {
  // The address of the tag is part of what is built: that of the first test's site.
  const tag = `${trial.collector.url}/t/next-1.localhost.js`
  await built('next', [NEXT, 'build'], { NEXT_PUBLIC_TAG: tag })
})

/** `next start`, as in production. */
async function serveApp(): Promise<Served> {
  const port = await freePort()
  const args = ['start', '--hostname', '127.0.0.1', '--port', String(port)]
  const { child, output } = startProgram('next', [NEXT, ...args])
  const closed = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), closed])
  await expect.poll(output, { timeout: 20_000 }).toContain('Ready')
  return {
    port,
    close: async () => {
      child.kill()
      await closed
    },
  }
}

test('Next: what was walked is what is stored', async () => {
  await trial.visit(await serveApp(), LANDING)
  await walk(trial)
  await expectWalked(trial)
})
