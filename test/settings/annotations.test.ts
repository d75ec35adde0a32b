import { expect, test } from 'vitest'
import {
  AnnotationInput,
  addAnnotation,
  annotationById,
  listAnnotations,
} from '../../collector/settings/annotations.ts'
import { ExperimentInput } from '../../collector/settings/experiments/definition.ts'
import { addExperiment } from '../../collector/settings/experiments/experiments.ts'
import { pauseExperiment, startExperiment } from '../../collector/settings/experiments/lifecycle.ts'
import { reportedSite } from '../reports/site.ts'

const read = (input: object) => AnnotationInput.safeParse({ text: 'Sale', ...input })
const noteOf = (input: object) => AnnotationInput.parse({ text: 'Sale', ...input })

test('a note is about one day, or about several that do not end before they begin', () => {
  expect(read({ day: '2026-02-03' }).data).toEqual({
    day: '2026-02-03',
    to: null,
    text: 'Sale',
    color: null,
  })
  expect(read({ day: '2026-02-03', to: '2026-02-03' }).success).toBe(true)
  expect(read({ day: '2026-02-03', to: '2026-02-02' }).error?.issues).toMatchObject([
    { path: ['to'], message: 'ends before it begins' },
  ])
  expect(read({ day: '2026-02-03', to: '2026-02-30' }).success).toBe(false)
})

// https://github.com/matomo-org/matomo/issues/21837, https://github.com/PostHog/posthog/pull/11682
test('an experiment was started on the day that it was at the site', async () => {
  const site = await reportedSite({ timezone: 'Pacific/Auckland' })
  const { settings, id } = site
  await site.goal({ name: 'Buy', event: 'Buy', value: 'none', count: 'every' })
  const variants = [{ key: 'control' }, { key: 'b' }]
  const metrics = { primary: { goal: 'Buy', kind: 'proportion' } }
  const input = ExperimentInput.parse({ key: 'hero', name: 'Hero', variants, metrics })
  await addExperiment(settings, id, input, 0)
  const at = (text: string) => ({ site: id, key: 'hero', now: Date.parse(text) })
  await startExperiment(settings, at('2026-11-02T10:59:59Z'))
  await pauseExperiment(settings, at('2026-11-02T11:00:00Z'))
  expect((await listAnnotations(settings, id)).map(({ day, text }) => [day, text])).toEqual([
    ['2026-11-02', 'Experiment started: Hero'],
    ['2026-11-03', 'Experiment paused: Hero'],
  ])
  const told = (await listAnnotations(settings, id))[1]
  expect(await annotationById(settings, id, told?.id ?? '')).toEqual(told)
  await expect(annotationById(settings, id, 'hero:1:stop')).rejects.toMatchObject({ status: 404 })
  // Who asks for what somebody wrote does not wait for what experiments tell.
  const { id: note } = await addAnnotation(settings, id, noteOf({ day: '2026-11-04' }), 0)
  site.db.exec("update experiment set definition = 'none that could be read'")
  expect(await annotationById(settings, id, note)).toMatchObject({ day: '2026-11-04' })
  await site.close()
})
