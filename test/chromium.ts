import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const onPath = (): string[] =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))

/** The path of a Chromium: `CHROMIUM_PATH`, the system's, Playwright's, in this order. */
export const findChromium = (): string | undefined =>
  [process.env.CHROMIUM_PATH ?? '', ...onPath(), chromium.executablePath()].find(existsSync)

/** Starts it headless, also as root and without a graphics card; throws if there is none. */
export const openBrowser = async (): Promise<Browser> => {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium found: install one or set CHROMIUM_PATH')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
}
