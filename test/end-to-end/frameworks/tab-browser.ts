import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { chromiumPath } from '../../chromium-install.mjs'
import { removeFolder } from '../../server.ts'
import { HUMAN_FLAGS } from './human-browser.ts'

/**
 * A Chromium with one tab that may prerender. Where a driver is attached to the page itself, as Playwright is, no page
 * is (`PrerenderingDisabledByDevTools`); attached to the tab, as the developer tools are, it may:
 * https://chromedevtools.github.io/devtools-protocol/tot/Preload/#type-PrerenderFinalStatus
 */
export interface TabBrowser {
  open(url: string): Promise<void>
  /** Presses and releases the left button there. */
  click(x: number, y: number): Promise<void>
  /** The value of an expression in the page that is shown. */
  ask(expression: string): Promise<unknown>
  /** Closes the page that is shown, as a human does the tab. */
  leave(): Promise<void>
  close(): Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: each method of the protocol has parameters and an answer of its own
type Parameters = Record<string, any>

export async function openTabBrowser(): Promise<TabBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'tributary-tab-'))
  const child = launch(profile)
  const { send, shown } = protocolOf(child)
  const { targetInfos } = await send('Target.getTargets', { filter: [{ type: 'tab' }] })
  const [{ targetId }] = targetInfos
  const { sessionId: tab } = await send('Target.attachToTarget', { targetId, flatten: true })
  const attach = { autoAttach: true, flatten: true, waitForDebuggerOnStart: false, filter: [{}] }
  await send('Target.setAutoAttach', attach, tab)
  const toPage = (method: string, parameters: Parameters = {}) => send(method, parameters, shown())
  return {
    open: async (url) => {
      await toPage('Page.navigate', { url })
    },
    click: async (x, y) => {
      const at = { x, y, button: 'left', clickCount: 1 }
      await toPage('Input.dispatchMouseEvent', { ...at, type: 'mousePressed' })
      await toPage('Input.dispatchMouseEvent', { ...at, type: 'mouseReleased' })
    },
    ask: async (expression) => (await toPage('Runtime.evaluate', { expression })).result?.value,
    leave: async () => {
      await toPage('Page.close')
    },
    close: async () => {
      const closed = once(child, 'close')
      await Promise.race([send('Browser.close', {}), closed])
      await closed
      removeFolder(profile)
    },
  }
}

function launch(profile: string): ChildProcess {
  const program = chromiumPath()
  if (!program) throw new Error('No Chromium found: install one or set CHROMIUM_PATH')
  const own = ['--headless', '--no-first-run', '--remote-debugging-pipe']
  const args = [...HUMAN_FLAGS, ...own, `--user-data-dir=${profile}`, 'about:blank']
  return spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
}

interface Waiting {
  session: string | undefined
  resolve(result: Parameters): void
}

/** The DevTools protocol over pipes: JSON with a zero byte after each message. */
function protocolOf({ stdio }: ChildProcess) {
  const [, , , into, from] = stdio as unknown as [null, null, null, Writable, Readable]
  const waiting = new Map<number, Waiting>()
  const sessions: string[] = []
  let rest = ''

  // A page that is prerendered is attached to in advance, and shown when the one before detaches.
  const attached = ({ targetInfo, sessionId }: Parameters) => {
    if (targetInfo.type === 'page') sessions.push(sessionId)
  }
  /** What a page was asked that has gone is never answered. */
  const detached = ({ sessionId }: Parameters) => {
    sessions.splice(0, sessions.length, ...sessions.filter((one) => one !== sessionId))
    for (const { session, resolve } of waiting.values()) if (session === sessionId) resolve({})
  }
  const hear = ({ id, method, params, result = {} }: Parameters) => {
    if (id) waiting.get(id)?.resolve(result)
    if (method === 'Target.attachedToTarget') attached(params)
    if (method === 'Target.detachedFromTarget') detached(params)
  }
  from.on('data', (chunk) => {
    const messages = (rest + chunk).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) hear(JSON.parse(message))
  })

  let last = 0
  const send = (method: string, params: Parameters, session?: string): Promise<Parameters> =>
    new Promise((resolve) => {
      last += 1
      waiting.set(last, { session, resolve })
      into.write(`${JSON.stringify({ id: last, method, params, sessionId: session })}\0`)
    })
  return { send, shown: () => sessions[0] }
}
