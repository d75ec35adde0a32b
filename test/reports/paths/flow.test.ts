import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Flow, flowOf } from '../../../collector/reports/paths/flow.ts'
import { Names, VIEW, type Walking, walkOf } from '../../../collector/reports/paths/walk.ts'
import { Walks } from '../../../collector/reports/paths/walks.ts'
import { wholePaths } from '../../../collector/reports/paths/whole-paths.ts'
import type { MarkedMoment } from '../../../collector/store/port.ts'

const ANCHORED = 4

function walked(units: readonly string[][], walking: Walking) {
  const names = new Names()
  const walks = new Walks(walking.depth)
  for (const unit of units) {
    const moments = unit.map((page, at): MarkedMoment => {
      return { at, marks: VIEW | (page === '/a' ? ANCHORED : 0), beside: [page] }
    })
    const walk = walkOf(moments, names, walking)
    if (walk) walks.add(walk)
  }
  return { walks, names }
}

function flow(units: readonly string[][], walking: Walking, top: number): Flow {
  const { walks, names } = walked(units, walking)
  return flowOf(walks, names, { top, end: walking.anchor === 'end' ? 'began' : 'exit' })
}

/** The plain way: each unit's path as a list of names, then counted. */
function plainly(unit: readonly string[], { anchor, depth, collapse }: Walking): string[] {
  const first = anchor ? unit.indexOf('/a') : 0
  if (first < 0) return []
  const cut = anchor === 'end' ? unit.slice(0, first + 1).toReversed() : unit.slice(first)
  const nodes = collapse ? cut.filter((page, i) => page !== cut[i - 1]) : cut
  const ends = nodes.length <= depth && nodes.length > 0 ? ['(end)'] : []
  return [...nodes.slice(0, depth), ...ends]
}

const pages = fc.constantFrom('/a', '/b', '/c', '/d')
const traffic = fc.array(fc.array(pages, { maxLength: 9 }), { maxLength: 30 })
const walkings = fc.record({
  anchor: fc.constantFrom<Walking['anchor']>(undefined, 'start', 'end'),
  depth: fc.integer({ min: 2, max: 5 }),
  collapse: fc.boolean(),
})

test('every node and link counts what a plain list of paths counts', () => {
  fc.assert(
    fc.property(traffic, walkings, (units, walking) => {
      const lists = units.map((unit) => plainly(unit, walking))
      const { nodes, links } = flow(units, walking, 10)
      for (const { level, name, kind, units: count } of nodes) {
        const plain = kind === 'exit' || kind === 'began' ? '(end)' : name
        expect(count).toBe(lists.filter((list) => list[level - 1] === plain).length)
      }
      expect(nodes.reduce((sum, node) => sum + node.units, 0)).toBe(lists.flat().length)
      const steps = lists.reduce((sum, list) => sum + Math.max(0, list.length - 1), 0)
      expect(links.reduce((sum, link) => sum + link.units, 0)).toBe(steps)
    }),
  )
})

test('what comes into a node goes on, ends, or lies beyond the depth', () => {
  fc.assert(
    fc.property(traffic, walkings, fc.integer({ min: 1, max: 3 }), (units, walking, top) => {
      const { nodes, links } = flow(units, walking, top)
      for (const { id, level, kind, units: count } of nodes) {
        const into = links.filter(({ target }) => target === id)
        const out = links.filter(({ source }) => source === id)
        const sum = (list: typeof links) => list.reduce((all, link) => all + link.units, 0)
        if (level > 1) expect(sum(into)).toBe(count)
        const beyond = level === walking.depth
        if (beyond || kind === 'exit' || kind === 'began')
          expect(sum(out)).toBeLessThanOrEqual(count)
        else expect(sum(out)).toBe(count)
      }
    }),
  )
})

function whole(units: readonly string[][], walking: Walking, most: number) {
  const { walks, names } = walked(units, walking)
  return wholePaths(walks, names, most)
}

test('whole paths are counted as a plain list of them is', () => {
  fc.assert(
    fc.property(traffic, walkings, (units, walking) => {
      const lists = units.map((unit) => plainly(unit, walking)).filter((list) => list.length > 0)
      const counts = new Map<string, number>()
      for (const list of lists) counts.set(list.join(' '), (counts.get(list.join(' ')) ?? 0) + 1)
      const told = whole(units, walking, 1_000)
      expect(
        new Map(
          told.map(({ path, ends, units: count }) => [
            [...path.map(({ name }) => name), ...(ends ? ['(end)'] : [])].join(' '),
            count,
          ]),
        ),
      ).toEqual(counts)
      expect(told.map((one) => one.units)).toEqual([...counts.values()].sort((a, b) => b - a))
    }),
  )
})

test('the order of the units changes nothing in the whole paths', () => {
  fc.assert(
    fc.property(traffic, walkings, fc.integer({ min: 1, max: 9 }), (units, walking, most) => {
      const told = whole(units, walking, most)
      expect(whole(units.toReversed(), walking, most)).toEqual(told)
      expect(told).toEqual(whole(units, walking, 1_000).slice(0, most))
    }),
  )
})

test('thousands of paths are told apart', () => {
  const names = new Names()
  const walks = new Walks(3)
  const seen = new Map<string, number>()
  for (let i = 0; i < 6_000; i++) {
    const pages = [i % 7, (i * 13) % 31, (i * 29) % 97].map((page) => `/${page}`)
    seen.set(pages.join(' '), (seen.get(pages.join(' ')) ?? 0) + 1)
    const moments = pages.map((page, at) => ({ at, marks: VIEW, beside: [page] }))
    const walk = walkOf(moments, names, { anchor: undefined, depth: 3, collapse: false })
    if (walk) walks.add(walk)
  }
  const told = wholePaths(walks, names, 100_000)
  expect(told).toHaveLength(seen.size)
  for (const { path, units } of told) {
    expect(units).toBe(seen.get(path.map(({ name }) => name).join(' ')))
  }
})

test('the order of the units changes nothing', () => {
  fc.assert(
    fc.property(traffic, walkings, (units, walking) => {
      expect(flow(units.toReversed(), walking, 2)).toEqual(flow(units, walking, 2))
    }),
  )
})
