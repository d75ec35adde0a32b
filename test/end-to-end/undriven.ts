import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumPath } from '../chromium-install.mjs'

/**
 * A Chromium that nobody drives, as visitors have it: it prerenders, keeps pages to go back to, and is not automated,
 * all of which a debugger ends. The pages act by themselves.
 */
export const openUndriven = (url: string): { close(): Promise<void> } => {
  const path = chromiumPath()
  if (!path) throw new Error('No Chromium found: install one or set CHROMIUM_PATH')
  const profile = mkdtempSync(join(tmpdir(), 'tributary-undriven-'))
  const browser = spawn(
    path,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      `--user-data-dir=${profile}`,
      url,
    ],
    // A group of its own, so that what it starts ends with it and writes no more.
    { stdio: 'ignore', detached: true },
  )
  const ended = new Promise((resolve) => browser.once('exit', resolve))
  return {
    close: async () => {
      if (browser.pid !== undefined) process.kill(-browser.pid, 'SIGKILL')
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
    },
  }
}
