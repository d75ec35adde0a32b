import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { packaged } from './apps.ts'
import { type Dress, pages } from './pages.ts'
import { serve } from './served.ts'
import { useTrial } from './trial.ts'
import { expectWalked, LANDING, walk } from './walk.ts'

const trial = useTrial('htmx')

const HTMX = '<script src="/htmx.js"></script>'

/** In htmx 4 an attribute is inherited only where it says so. */
const VERSIONS = [
  { version: 2, body: 'hx-boost="true"' },
  { version: 4, body: 'hx-boost:inherited="true"' },
]

const PLACES: readonly { place: string; dress: () => Dress }[] = [
  { place: 'head', dress: () => ({ head: HTMX + trial.tag() }) },
  { place: 'body', dress: () => ({ head: HTMX, foot: trial.tag() }) },
]

const CASES = VERSIONS.flatMap((version) => PLACES.map((place) => ({ ...version, ...place })))

test.each(CASES)(
  'htmx $version, the tag in the $place: what was walked is what is stored',
  async ({ version, body, dress }) => {
    const file = readFileSync(packaged(`htmx${version}/dist/htmx.min.js`), 'utf8')
    const site = pages(() => ({ ...dress(), body, files: { '/htmx.js': file } }))
    await trial.visit(await serve(site), LANDING)
    await walk(trial)
    expectWalked(await trial.collected())
  },
)
