import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { packaged } from './apps.ts'
import { type Dress, pages } from './pages.ts'
import { serve } from './served.ts'
import { useTrial } from './trial.ts'
import { expectWalked, LANDING, walk } from './walk.ts'

const trial = useTrial('htmx')

const HTMX = '<script src="/htmx.js"></script>'

/** Navigates to where it is, again and again, so that the browser shows that something is loading. */
const INDICATOR = `<meta name="htmx-config" content='{"boostBrowserIndicator":true}'>
  ${HTMX}<script src="/indicator.js"></script>`

/** In htmx 4 an attribute is inherited only where it says so. */
const INHERITED = 'hx-boost:inherited="true"'

const SITES: readonly { site: string; version: 2 | 4; dress: () => Dress }[] = [
  {
    site: 'htmx 2, the tag in the head',
    version: 2,
    dress: () => ({ head: HTMX + trial.tag(), body: 'hx-boost="true"' }),
  },
  {
    site: 'htmx 2, the tag in the body',
    version: 2,
    dress: () => ({ head: HTMX, foot: trial.tag(), body: 'hx-boost="true"' }),
  },
  {
    site: 'htmx 4, the tag in the head',
    version: 4,
    dress: () => ({ head: HTMX + trial.tag(), body: INHERITED }),
  },
  {
    site: 'htmx 4, the tag in the body',
    version: 4,
    dress: () => ({ head: HTMX, foot: trial.tag(), body: INHERITED }),
  },
  {
    site: 'htmx 4 with its browser indicator',
    version: 4,
    dress: () => ({ head: INDICATOR + trial.tag(), body: INHERITED }),
  },
]

test.each(SITES)('$site: what was walked is what is stored', async ({ version, dress }) => {
  const files = {
    '/htmx.js': fileOf(version, 'htmx.min.js'),
    ...(version === 4 && { '/indicator.js': fileOf(4, 'ext/hx-browser-indicator.min.js') }),
  }
  await trial.visit(await serve(pages(() => ({ ...dress(), files }))), LANDING)
  await walk(trial)
  await expectWalked(trial)
})

const fileOf = (version: number, name: string): string =>
  readFileSync(packaged(`htmx${version}/dist/${name}`), 'utf8')
