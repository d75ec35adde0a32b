import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from './chromium-install.mjs'

/** What Playwright turns off in Chromium. Of arguments alike the last one holds, so ours has to say it again. */
const PLAYWRIGHTS = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
]

/**
 * Lists below the address bar, which nobody sees: each context has a window of its own, whose lists are pages that are
 * loaded. They were half of what a context costs (0.3 of 0.6 s of processor time) and 0.6 s of each browser's start.
 */
const UNSEEN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']

export const WITHOUT_UNSEEN = `--disable-features=${[...PLAYWRIGHTS, ...UNSEEN].join(',')}`

/** Starts a Chromium headless, also as root and without a graphics card; throws if there is none. */
export const openBrowser = async (): Promise<Browser> => {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('No Chromium found: install one or set CHROMIUM_PATH')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', WITHOUT_UNSEEN],
  })
}
