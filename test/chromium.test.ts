import { chromium } from 'playwright-core'
import { expect, test } from 'vitest'
import { WITHOUT_UNSEEN } from './chromium.ts'

test('what Playwright turns off in Chromium stays turned off', async () => {
  // What is no browser ends at once, and the error says how it was started.
  const launch = chromium.launch({ executablePath: process.execPath })
  const said = await launch.catch((error: unknown) => String(error))
  const [, theirs = ''] = /--disable-features=(\S+)/u.exec(String(said)) ?? []
  expect(theirs).not.toBe('')
  expect(WITHOUT_UNSEEN.split('=')[1]?.split(',')).toEqual(
    expect.arrayContaining(theirs.split(',')),
  )
})
