import './page.ts'
import { afterEach, expect, test } from 'vitest'
import { Problem } from '../../dashboard/api.ts'
import { refusedWords } from '../../dashboard/blocks/forms/refused.ts'
import { isAbout, problemWords } from '../../dashboard/refusals.ts'
import { speak } from '../../dashboard/texts/texts.ts'

afterEach(() => speak('en'))

function refused(errors: [path: string, message: string][], status = 422): Problem {
  return new Problem({
    status,
    title: 'Refused',
    detail: 'the body is wrong',
    errors: errors.map(([path, message]) => ({ path, message })),
  })
}

const REQUIRED = 'Invalid input: expected string, received undefined'

test('a fault is said at its field and nowhere else', () => {
  const said = refusedWords(refused([['name', REQUIRED]]), { fields: ['name', 'event'] })
  expect(said.about('name')).toBe('This is needed.')
  expect(said.about('event')).toBeUndefined()
  expect(said.rest).toBeUndefined()
})

test('what no field of the form says is said at its foot, and all of it', () => {
  const problem = refused([
    ['name', REQUIRED],
    ['where', 'Too big: expected array to have <=50 items'],
    ['count', 'one of every, visit, person'],
  ])
  const { rest } = refusedWords(problem, { fields: ['name'] })
  expect(rest).toBe('At most 50 entries. one of every, visit, person')
})

test('a fault inside of a field is the field’s, but not that of one whose name begins alike', () => {
  expect(isAbout({ path: 'ips.0', message: '' }, 'ips')).toBe(true)
  expect(isAbout({ path: 'ips', message: '' }, 'ips')).toBe(true)
  expect(isAbout({ path: 'ipsum', message: '' }, 'ips')).toBe(false)
  expect(isAbout({ path: 'ips', message: '' }, 'ips.0')).toBe(false)
})

test('of several values it is said which are wrong, and how', () => {
  const problem = refused([
    ['ips.1', 'not an address or CIDR range'],
    ['ips.2', '"x y" is not a host name'],
  ])
  const { aboutEach, rest } = refusedWords(problem, { fields: ['ips'] })
  expect(aboutEach('ips', ['203.0.113.0/24', '300.1.1.1', 'x y'])).toBe(
    '“300.1.1.1”: This is not an address or a range of them, like 203.0.113.0/24. ' +
      '“x y”: This is not a host name, like example.com.',
  )
  expect(rest).toBeUndefined()
})

test('a fault of a list as a whole is said of the list', () => {
  const problem = refused([['ips', 'Too big: expected array to have <=500 items']])
  expect(refusedWords(problem, { fields: ['ips'] }).aboutEach('ips', ['a'])).toBe(
    'At most 500 entries.',
  )
})

test('a name that is taken is said at the name; without such a field, at the foot', () => {
  const taken = new Problem({
    status: 409,
    title: 'Conflict',
    detail: 'there is already a goal "Signup"',
  })
  const named = refusedWords(taken, { fields: ['name'], unique: 'name' })
  expect([named.about('name'), named.rest]).toEqual([
    'This is taken already. Choose another.',
    undefined,
  ])
  expect(refusedWords(taken, { fields: ['name'] }).rest).toBe(
    'This is taken already. Choose another.',
  )
})

test('without a refusal nothing is said', () => {
  const { about, aboutEach, rest } = refusedWords(undefined, { fields: ['name'], unique: 'name' })
  expect([about('name'), aboutEach('name', ['x']), rest]).toEqual([undefined, undefined, undefined])
})

test.each([
  [0, 'offline', 'The collector can’t be reached.'],
  [403, 'no', 'You may not change this.'],
  [500, 'the disk is full', 'the disk is full'],
  [422, 'this lies in the past of all pasts', 'this lies in the past of all pasts'],
])('a refusal as a whole by %i is told in words', (status, detail, words) => {
  expect(problemWords(new Problem({ status, title: 'x', detail }))).toBe(words)
})

test('it is told in the reader’s language', async () => {
  await speak('zh')
  const said = refusedWords(refused([['name', REQUIRED]]), { fields: ['name'] })
  expect(said.about('name')).toBe('此项必填。')
})
