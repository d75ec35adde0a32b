import { expect, test } from 'vitest'
import { AnnotationInput } from '../../collector/settings/annotations.ts'

const read = (input: object) => AnnotationInput.safeParse({ text: 'Sale', ...input })

test('a note is about one day, or about several that do not end before they begin', () => {
  expect(read({ day: '2026-02-03' }).data).toEqual({ day: '2026-02-03', to: null, text: 'Sale' })
  expect(read({ day: '2026-02-03', to: '2026-02-03' }).success).toBe(true)
  expect(read({ day: '2026-02-03', to: '2026-02-02' }).error?.issues).toMatchObject([
    { path: ['to'], message: 'ends before it begins' },
  ])
  expect(read({ day: '2026-02-03', to: '2026-02-30' }).success).toBe(false)
})
