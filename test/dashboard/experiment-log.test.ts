import './page.ts'
import { afterEach, expect, test } from 'vitest'
import { experimentWords } from '../../dashboard/texts/experiments.ts'
import { speak } from '../../dashboard/texts/texts.ts'
import { linesAbout } from '../../dashboard/views/experiments/log-words.ts'

const HERO = { key: 'hero', name: 'Hero', status: 'draft', coverage: 1, archived: false }
const entry = (what: string, before?: object | null, after?: object) => ({
  ...{ at: '2026-11-20T12:00:00Z', who: 'ada@example.com', what, thing: 'experiment' },
  ...{ before, after },
})

afterEach(() => speak('en'))

const saidOf = (before: object, after: object) =>
  linesAbout([entry('changed', before, after)], 'hero').map((line) => line.split(' · ').at(-1))

test('who changed what of an experiment is told in words, and of no other', () => {
  const { result, actions } = experimentWords.value
  expect(saidOf(HERO, { ...HERO, status: 'running' })).toEqual(['Running'])
  expect(saidOf(HERO, { ...HERO, name: 'H', coverage: 0.5 })).toEqual([
    'changed name, share taking part',
  ])
  expect(saidOf(HERO, { ...HERO, archived: true })).toEqual([actions.archive])
  expect(saidOf({ ...HERO, archived: true }, HERO)).toEqual([actions.restore])
  expect(linesAbout([entry('removed', HERO)], 'hero')[0]).toContain(result.logRemoved)
  expect(linesAbout([entry('added', null, { ...HERO, key: 'other' })], 'hero')).toEqual([])
  expect(linesAbout([{ ...entry('added', null, HERO), thing: 'goal' }], 'hero')).toEqual([])
})

test('what was cut short or is not known here is told as it is', () => {
  expect(
    linesAbout([entry('changed', { characters: 9_000 }, { characters: 9_001 })], 'hero'),
  ).toEqual([])
  expect(saidOf(HERO, { ...HERO, constructor: 1 })).toEqual(['changed constructor'])
  const [line] = linesAbout([{ ...entry('added', null, HERO), who: 'command' }], 'hero')
  expect(line).toContain('on the server')
})

test('in Chinese no field keeps its English name', async () => {
  await speak('zh')
  expect(saidOf(HERO, { ...HERO, name: 'H', coverage: 0.5 })).toEqual(['更改了 名称, 参与比例'])
})
