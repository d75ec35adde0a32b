import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumPath, installChromium } from './chromium-install.mjs'

/**
 * Runs vitest in a Chromium that is found or installed, and prints what was skipped and `N passed, N failed`.
 * @param {string[]} args vitest's
 * @param {number} failedBefore what went wrong before the tests, counted with them
 * @returns {boolean} whether nothing failed
 */
export function runTests(args, failedBefore) {
  const browser = chromiumPath() ?? installChromium()
  if (browser === undefined) {
    console.error('No Chromium could be found or installed. Install one, or set CHROMIUM_PATH.')
  }
  const tests = vitest(args, browser)
  const failed = failedBefore + tests.failed + (browser === undefined ? 1 : 0)
  if (tests.skipped > 0) console.log(`${tests.skipped} skipped`)
  console.log(`${tests.passed} passed, ${failed} failed`)
  return failed === 0
}

/** Runs vitest and counts. A file that cannot be loaded, or an error outside a test, is a failure too. */
function vitest(args, chromium) {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-test-'))
  const results = join(folder, 'results.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args],
    { stdio: 'inherit', env: { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) } },
  )
  const counts = counted(results)
  rmSync(folder, { recursive: true, force: true })
  return { ...counts, failed: status === 0 ? counts.failed : Math.max(1, counts.failed) }
}

function counted(results) {
  try {
    const report = JSON.parse(readFileSync(results, 'utf8'))
    const unloadable = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    )
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloadable.length,
      skipped: report.numPendingTests,
    }
  } catch (error) {
    console.error(`The test run left no results: ${error.message}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
