import { beforeAll, test } from 'vitest'
import { built } from './apps.ts'
import { type Slots, serveBuilt } from './served.ts'
import { useTrial } from './trial.ts'
import { expectWalked, LANDING, walk } from './walk.ts'

const trial = useTrial('astro')
let app: string

beforeAll(async () => {
  app = await built('astro', ['astro/astro.js', 'build'])
})

const PLACES: readonly { place: string; slots: () => Slots }[] = [
  { place: 'in the head', slots: () => ({ head: trial.tag() }) },
  { place: 'in the body', slots: () => ({ body: trial.tag() }) },
  { place: 'with data-astro-rerun', slots: () => ({ head: trial.tag('data-astro-rerun') }) },
]

test.each(PLACES)('Astro, the tag $place: what was walked is what is stored', async ({ slots }) => {
  await trial.visit(await serveBuilt(app, slots()), LANDING)
  await walk(trial)
  await expectWalked(trial)
})
