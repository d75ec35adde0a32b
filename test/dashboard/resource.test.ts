import { signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import { askRefused, forgetAnswers, refreshAll, resource } from '../../dashboard/models/resource.ts'
import { Desk, settled } from './desk.ts'

beforeEach(forgetAnswers)

test('a question is asked, awaited and answered', async () => {
  const desk = new Desk()
  const one = resource(() => desk.question('a'))
  expect(one.since.value).toBeTypeOf('number')
  await settled()
  expect([desk.asked, one.data.value]).toEqual([['a'], undefined])
  await desk.answer('a')
  expect([one.data.value, one.since.value, one.problem.value]).toEqual([
    'to a',
    undefined,
    undefined,
  ])
  one.dispose()
})

test('a changed question breaks the one under way off, whose answer counts no more', async () => {
  const desk = new Desk()
  const key = signal('a')
  const one = resource(() => desk.question(key.value))
  await settled()
  key.value = 'b'
  await settled()
  expect(desk.left).toEqual(['a'])
  await desk.answer('a', 'late')
  expect(one.data.value).toBeUndefined()
  await desk.answer('b')
  expect(one.data.value).toBe('to b')
  one.dispose()
})

test('of many changes at once only what is left is asked', async () => {
  const desk = new Desk()
  const key = signal('a')
  const one = resource(() => desk.question(key.value))
  for (const next of ['b', 'c', 'd']) key.value = next
  await settled()
  expect(desk.asked).toEqual(['d'])
  one.dispose()
})

test('the same question is not asked again when something else changes', async () => {
  const desk = new Desk()
  const other = signal(1)
  const one = resource(() => desk.question(`a${other.value > 0}`))
  await settled()
  other.value = 2
  await settled()
  expect(desk.asked).toEqual(['atrue'])
  one.dispose()
})

test('the old answer stays on show until the new one comes, and one seen before is there at once', async () => {
  const desk = new Desk()
  const key = signal('a')
  const one = resource(() => desk.question(key.value))
  await settled()
  await desk.answer('a')
  key.value = 'b'
  await settled()
  expect(one.data.value).toBe('to a')
  await desk.answer('b')
  key.value = 'a'
  expect([one.data.value, one.since.value === undefined]).toEqual(['to a', false])
  await settled()
  await desk.answer('a', 'a, newer')
  expect([one.data.value, desk.asked]).toEqual(['a, newer', ['a', 'b', 'a']])
  one.dispose()
})

test('what is another site’s goes at once', async () => {
  const desk = new Desk()
  const site = signal<string | undefined>('first')
  const one = resource(() => desk.question(site.value, site.value))
  await settled()
  await desk.answer('first')
  site.value = 'second'
  expect(one.data.value).toBeUndefined()
  await settled()
  await desk.answer('second')
  site.value = 'first'
  expect(one.data.value).toBe('to first')
  site.value = undefined
  expect(one.data.value).toBeUndefined()
  one.dispose()
})

test('a refusal is told beside the old answer, and forgotten with its question', async () => {
  const desk = new Desk()
  const key = signal('a')
  const one = resource(() => desk.question(key.value))
  await settled()
  await desk.answer('a')
  key.value = 'b'
  await settled()
  await desk.refuse('b', 422)
  expect([one.data.value, one.problem.value?.status]).toEqual(['to a', 422])
  key.value = 'c'
  expect(one.problem.value).toBeUndefined()
  await settled()
  await desk.answer('c')
  expect([one.data.value, one.problem.value]).toEqual(['to c', undefined])
  one.dispose()
})

test('asked again, a refusal stands until there is an answer', async () => {
  const desk = new Desk()
  const one = resource(() => desk.question('a'))
  await settled()
  await desk.refuse('a', 503)
  one.ask()
  expect(one.problem.value?.status).toBe(503)
  await desk.answer('a')
  expect([one.data.value, one.problem.value]).toEqual(['to a', undefined])
  one.dispose()
})

test('a reader may stop it: nothing comes any more, and asking begins anew', async () => {
  const desk = new Desk()
  const one = resource(() => desk.question('a'))
  await settled()
  one.stop()
  expect([one.stopped.value, one.since.value, desk.left]).toEqual([true, undefined, ['a']])
  await settled()
  expect(one.problem.value).toBeUndefined()
  one.ask()
  expect(one.stopped.value).toBe(false)
  await desk.answer('a')
  expect(one.data.value).toBe('to a')
  one.dispose()
})

test('without a question nothing is asked, also when all is asked anew', async () => {
  const desk = new Desk()
  const one = resource(() => desk.question(undefined))
  refreshAll()
  await settled()
  expect([desk.asked, one.since.value]).toEqual([[], undefined])
  one.dispose()
})

test('all that is on show is asked anew, and what is gone is not', async () => {
  const desk = new Desk()
  const [kept, gone] = ['kept', 'gone'].map((key) => resource(() => desk.question(key)))
  await settled()
  await desk.answer('kept')
  gone?.dispose()
  expect(desk.left).toEqual(['gone'])
  refreshAll()
  expect(desk.asked).toEqual(['kept', 'gone', 'kept'])
  kept?.dispose()
})

test('what is gone before its turn is never asked', async () => {
  const desk = new Desk()
  resource(() => desk.question('a')).dispose()
  await settled()
  expect(desk.asked).toEqual([])
})

test('what was made first is asked first, however its change came about', async () => {
  const desk = new Desk()
  const page = signal(1)
  const all = ['top', 'middle', 'foot'].map((name) =>
    resource(() => desk.question(`${name} ${page.value}`)),
  )
  await settled()
  page.value = 2
  await settled()
  expect(desk.asked.slice(3)).toEqual(['top 2', 'middle 2', 'foot 2'])
  for (const one of all) one.dispose()
})

test('80 answers are kept, those used longest ago go', async () => {
  const desk = new Desk()
  const key = signal(0)
  const one = resource(() => desk.question(String(key.value)))
  const see = async (n: number) => {
    key.value = n
    await settled()
    await desk.answer(String(n))
  }
  for (let n = 0; n < 80; n++) await see(n)
  await see(0)
  await see(80)
  const isKept = (n: number) => {
    key.value = -1
    key.value = n
    return one.data.value === `to ${n}`
  }
  expect([0, 1, 2].map(isKept)).toEqual([true, false, true])
  one.dispose()
})

test('after signing out nothing that was seen is shown again', async () => {
  const desk = new Desk()
  const key = signal<string | undefined>('a')
  const one = resource(() => desk.question(key.value, key.value))
  await settled()
  await desk.answer('a')
  forgetAnswers()
  key.value = undefined
  key.value = 'a'
  expect(one.data.value).toBeUndefined()
  one.dispose()
})

test('what is refused for now is asked again; what is there, refused for good or under way is left alone', async () => {
  const desk = new Desk()
  const all = ['there', 'away', 'wrong', 'slow'].map((key) => resource(() => desk.question(key)))
  await settled()
  await desk.answer('there')
  await desk.refuse('away', 503)
  await desk.refuse('wrong', 422)
  desk.asked.length = 0
  askRefused()
  askRefused()
  expect(desk.asked).toEqual(['away'])
  expect(desk.left).not.toContain('slow')
  await desk.answer('away')
  expect(all.map(({ data }) => data.value)).toEqual(['to there', 'to away', undefined, undefined])
  askRefused()
  expect(desk.asked).toEqual(['away'])
  for (const one of all) one.dispose()
})
