import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { packaged } from './apps.ts'
import { type Dress, pages } from './pages.ts'
import { serve } from './served.ts'
import { useTrial } from './trial.ts'
import { expectWalked, LANDING, walk } from './walk.ts'

const trial = useTrial('turbo')

const TURBO = '<script type="module" src="/turbo.js"></script>'
const file = () => readFileSync(packaged('@hotwired/turbo/dist/turbo.es2017-esm.js'), 'utf8')

const PLACES: readonly { place: string; dress: () => Dress }[] = [
  { place: 'head', dress: () => ({ head: TURBO + trial.tag() }) },
  { place: 'body', dress: () => ({ head: TURBO, foot: trial.tag() }) },
]

test.each(PLACES)(
  'Turbo Drive, the tag in the $place: what was walked is what is stored',
  async ({ dress }) => {
    const files = { '/turbo.js': file() }
    await trial.visit(await serve(pages(() => ({ ...dress(), files }))), LANDING)
    await walk(trial)
    await expectWalked(trial)
  },
)
