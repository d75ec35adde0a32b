import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ColumnRows } from '../../collector/store/sqlite/columns.ts'
import { portionsOf } from '../../collector/store/sqlite/portions.ts'

/** An extent of visits, each with its person and so many events. */
function extentOf(visits: readonly (readonly [person: number, events: number])[]) {
  const rows = new ColumnRows([false, false])
  for (const [visit, [person, events]] of visits.entries()) {
    for (let i = 0; i < events; i++) rows.add([visit, person])
  }
  const runs = rows.runs(0)
  return { rows: rows.count, runs, who: rows.column(1, runs) }
}

test('what fits into one portion is not shared out', () => {
  expect(portionsOf([extentOf([[3, 5]]), extentOf([[9, 5]])], 10)).toEqual([])
})

test('portions end where the next person would be too much, wherever their visits lie', () => {
  const extents = [
    extentOf([
      [3, 4],
      [9, 2],
    ]),
    extentOf([
      [9, 3],
      [5, 4],
    ]),
  ]
  const bounds = portionsOf(extents, 8)
  expect(bounds).toEqual([8])
})

test('a portion holds no more rows than asked, unless they are of one person', () => {
  const visit = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 6 }))
  fc.assert(
    fc.property(
      fc.array(fc.array(visit), { maxLength: 5 }),
      fc.integer({ min: 1, max: 30 }),
      (visits, most) => {
        const bounds = portionsOf(visits.map(extentOf), most)
        const all = visits.flat()
        for (const [i, end] of [...bounds, Number.POSITIVE_INFINITY].entries()) {
          const own = all.filter(([person]) => person <= end && person > (bounds[i - 1] ?? -1))
          const rows = own.reduce((sum, [, events]) => sum + events, 0)
          if (new Set(own.map(([person]) => person)).size > 1)
            expect(rows).toBeLessThanOrEqual(most)
        }
        expect(bounds).toEqual([...bounds].sort((a, b) => a - b))
      },
    ),
  )
})
