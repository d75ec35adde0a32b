import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { broken, FRESH, judged, type Standing, telling } from '../../collector/alerts/course.ts'

const HOUR = 3_600_000

/** `b` breached, `o` not, `?` nobody knows. */
function happenings(course: string): string[] {
  let standing: Standing = FRESH
  return [...course].map((sign, i) => {
    const breached = sign === '?' ? null : sign === 'b'
    const step = judged(standing, { from: i * HOUR, to: (i + 1) * HOUR, breached })
    standing = step.standing
    return step.happened ?? ''
  })
}

describe('a breach', () => {
  test.each([
    ['ob', ['', 'fired']],
    ['b', ['fired']],
    ['bbb', ['fired', '', '']],
    ['bo', ['fired', 'recovered']],
    ['b?b', ['fired', '', '']],
    ['b?o', ['fired', '', 'recovered']],
    ['?o?', ['', '', '']],
    ['bobo', ['fired', 'recovered', 'fired', 'recovered']],
  ])('of %s tells %j', (course, told) => {
    expect(happenings(course)).toEqual(told)
  })

  test('begins with the interval that broke the rule', () => {
    const { standing } = judged(FRESH, { from: 5 * HOUR, to: 6 * HOUR, breached: true })
    expect(standing).toMatchObject({ condition: 'breached', since: 5 * HOUR, judged_to: 6 * HOUR })
  })

  test('is judged once, however often its interval is looked at', () => {
    const first = judged(FRESH, { from: 0, to: HOUR, breached: true }).standing
    expect(judged(first, { from: 0, to: HOUR, breached: false })).toEqual({ standing: first })
  })
})

describe('what is broken', () => {
  const breached = judged(FRESH, { from: 0, to: HOUR, breached: true }).standing

  test('is said once', () => {
    const step = broken(breached)
    expect(step.happened).toBe('broken')
    expect(broken(step.standing).happened).toBeUndefined()
  })

  test('starts anew when it can be judged again', () => {
    const { standing } = broken(breached)
    expect(judged(standing, { from: HOUR, to: 2 * HOUR, breached: false }).happened).toBeUndefined()
    expect(judged(standing, { from: HOUR, to: 2 * HOUR, breached: true }).happened).toBe('fired')
  })
})

/** What people are told, an interval after the other; each with what it showed and whether it is quiet then. */
function told(course: readonly { shows: boolean | null; quiet: boolean }[], recovered: boolean) {
  let standing: Standing = FRESH
  return course.map(({ shows, quiet }, i) => {
    const step = judged(standing, { from: i * HOUR, to: (i + 1) * HOUR, breached: shows })
    const next = telling(step.standing, { quiet, recovered })
    standing = next.standing
    return next.tell ?? ''
  })
}

const loud = (shows: boolean | null) => ({ shows, quiet: false })
const quiet = (shows: boolean | null) => ({ shows, quiet: true })

describe('quiet hours', () => {
  test('tell at their end, once, what goes on', () => {
    const course = [loud(false), quiet(true), quiet(true), loud(true), loud(true)]
    expect(told(course, true)).toEqual(['', '', '', 'fired', ''])
  })

  test('say nothing of what came and went', () => {
    expect(told([quiet(true), quiet(false), loud(false)], true)).toEqual(['', '', ''])
  })

  test('say nothing of what went and came again', () => {
    const course = [loud(true), quiet(false), quiet(true), loud(true), loud(false)]
    expect(told(course, true)).toEqual(['fired', '', '', '', 'recovered'])
  })

  test('hold back that it is over, too', () => {
    expect(told([loud(true), quiet(false), loud(null)], true)).toEqual(['fired', '', 'recovered'])
  })
})

test('who wants no word of the end hears of each breach all the same', () => {
  const course = [true, false, true, false].map(loud)
  expect(told(course, false)).toEqual(['fired', '', 'fired', ''])
})

test('whatever comes, nobody is told of a breach twice without its end between', () => {
  const step = fc.record({
    shows: fc.constantFrom(true, false, null),
    quiet: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (course) => {
      const heard = told(course, true).filter((one) => one !== '')
      expect(heard).toEqual(heard.map((_, i) => (i % 2 === 0 ? 'fired' : 'recovered')))
      const events = happenings(
        course.map(({ shows }) => (shows === null ? '?' : shows ? 'b' : 'o')).join(''),
      ).filter((one) => one !== '')
      expect(events).toEqual(events.map((_, i) => (i % 2 === 0 ? 'fired' : 'recovered')))
    }),
  )
})

test('outside quiet hours people know how it stands', () => {
  const step = fc.record({ shows: fc.constantFrom(true, false, null), quiet: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (course, recovered) => {
      let standing: Standing = FRESH
      course.forEach(({ shows, quiet: isQuiet }, i) => {
        const next = judged(standing, { from: i, to: i + 1, breached: shows }).standing
        standing = telling(next, { quiet: isQuiet, recovered }).standing
        if (!isQuiet) expect(standing.told).toBe(standing.condition)
      })
    }),
  )
})
