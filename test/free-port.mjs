import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below those that systems lend by themselves, to whoever asks for port 0 or connects to somebody; above 10080, the last that
 * browsers and fetch refuse to ask at.
 */
const [FIRST, LAST] = [10_081, 32_767]
/** Ports of a process: others that look at the same time begin elsewhere. */
const APART = 64

let next = FIRST + ((process.pid * APART) % (LAST - FIRST))

/**
 * A port that nobody listens on, also not while whoever is told of it has not started yet, or is killed and started again.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = next
    next = port < LAST ? port + 1 : FIRST
    if (await isFree(port)) return port
  }
}

/** @param {number} port */
async function isFree(port) {
  const server = createServer()
  try {
    await once(server.listen(port), 'listening')
  } catch {
    return false
  }
  await new Promise((resolve) => server.close(resolve))
  return true
}
