import { type Browser, chromium } from 'playwright-core'
import { WITHOUT_UNSEEN } from '../../chromium.ts'
import { chromiumPath } from '../../chromium-install.mjs'

export const HUMAN_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

/** What a driven browser gives away, although it is none of a page's: as flags, so that leaving beacons have them, too. */
export const HUMAN_FLAGS = [
  `--user-agent=${HUMAN_AGENT}`,
  '--disable-blink-features=AutomationControlled',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
]

/** A Chromium that looks like a person's, with the back/forward cache that a person's has. */
export async function openHumanBrowser(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('No Chromium found: install one or set CHROMIUM_PATH')
  return await chromium.launch({
    executablePath,
    args: [...HUMAN_FLAGS, WITHOUT_UNSEEN],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
}
