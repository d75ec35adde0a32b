import { expect, test } from 'vitest'
import { z } from 'zod'
import { refusalOf } from '../collector/refusal-of.ts'

const Thing = z.object({
  per: z.enum(['day', 'week']),
  value: z.union([z.enum(['none', 'revenue']), z.number()]).default('none'),
  list: z.array(z.object({ kind: z.enum(['a', 'b']) })).default([]),
})

test.each<[string, unknown, number, string]>([
  ['an option that is missing', {}, 400, 'per'],
  ['one of another type', { per: true }, 400, 'per'],
  ['an unknown one', { per: 'year' }, 422, 'per'],
  ['a missing one deep inside', { per: 'day', list: [{ kind: 'a' }, {}] }, 400, 'list.1.kind'],
  ['an unknown one deep inside', { per: 'day', list: [{ kind: 'c' }] }, 422, 'list.0.kind'],
  ['what fits none of several forms', { per: 'day', value: true }, 400, 'value'],
  ['an unknown text where a number might stand', { per: 'day', value: 'some' }, 422, 'value'],
  ['no object at all', null, 400, ''],
])('%s is refused with what it is', (_, given, status, path) => {
  const { error } = Thing.safeParse(given)
  const refusal = refusalOf(error ?? { issues: [] }, given)
  expect(refusal.status).toBe(status)
  expect(refusal.errors?.[0]?.path).toBe(path)
})
