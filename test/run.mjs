/**
 * `npm test`: build, checks, a Chromium, then every test that needs nothing but `npm ci`.
 * The last line is `N passed, N failed`; a failed check counts as one failure.
 */
import { check } from './check.mjs'
import { runTests } from './tests.mjs'

const failedChecks = await check()
process.exitCode = runTests(process.argv.slice(2), failedChecks) ? 0 : 1
