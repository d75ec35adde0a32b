import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from './chromium-install.mjs'

/** Starts a Chromium headless, also as root and without a graphics card; throws if there is none. */
export const openBrowser = async (): Promise<Browser> => {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('No Chromium found: install one or set CHROMIUM_PATH')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
}
