import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/snap/bin/chromium',
]

/** How each package manager is asked for Chromium; the first that is present is used. */
const MANAGERS = [
  {
    program: 'apt-get',
    steps: [['update'], ['install', '-y', '--no-install-recommends', 'chromium']],
  },
  { program: 'dnf', steps: [['install', '-y', 'chromium']] },
  { program: 'apk', steps: [['add', '--no-cache', 'chromium']] },
]

/**
 * Path of a Chromium that can be started: `CHROMIUM_PATH`, the system's, then Playwright's.
 * @returns {string | undefined}
 */
export function chromiumPath() {
  const named = process.env.CHROMIUM_PATH
  if (named !== undefined && named !== '') {
    if (!starts(named)) throw new Error(`CHROMIUM_PATH is set to ${named}, which does not start`)
    return named
  }
  const onPath = NAMES.map(whereIs).filter((path) => path !== undefined)
  return [...onPath, ...APPLICATIONS, chromium.executablePath()].find(starts)
}

/** Ubuntu's package is only a stub that asks for a snap, so being there is not enough. */
function starts(path) {
  return runnable(path) && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
}

/**
 * Installs a Chromium with the system's package manager, else with Playwright, and says so.
 * @returns {string | undefined} its path, or undefined when neither way worked
 */
export function installChromium(say = console.error) {
  return installFromSystem(say) ?? installFromPlaywright(say)
}

function installFromSystem(say) {
  const manager = MANAGERS.find(({ program }) => whereIs(program) !== undefined)
  const prefix = manager && rootPrefix()
  if (!(manager && prefix)) return undefined
  say(`No Chromium found: installing it with ${manager.program}`)
  const worked = manager.steps.every((step) => run([...prefix, manager.program, ...step]))
  return worked ? chromiumPath() : undefined
}

function installFromPlaywright(say) {
  say("No Chromium found: installing Playwright's")
  // `--with-deps` needs root; without it the libraries must already be there.
  const deps = rootPrefix() ? ['--with-deps'] : []
  run([process.execPath, 'node_modules/playwright-core/cli.js', 'install', ...deps, 'chromium'])
  return chromiumPath()
}

/** What to put before a command that needs root: nothing, sudo, or undefined when root is out of reach. */
function rootPrefix() {
  if (process.getuid?.() === 0) return []
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' })
  return sudo.status === 0 ? ['sudo', '-n'] : undefined
}

function run([program, ...args]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(program, args, { stdio: ['ignore', 2, 2], env }).status === 0
}

function whereIs(program) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, program)).find(runnable)
}

function runnable(path) {
  if (!existsSync(path)) return false
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
