import { expect, test } from 'vitest'
import { clicks } from '../../collector/intake/clicks.ts'
import type { LinkClicks } from '../../collector/store/changes.ts'

test('clicks of a second travel together', async () => {
  const written: LinkClicks[][] = []
  const counter = clicks(
    async (counts) => void written.push(counts),
    () => {},
  )
  counter.note('a', { at: 10, by: 'person' })
  counter.note('b', { at: 11, by: 'person' })
  counter.note('a', { at: 9, by: 'person' })
  await counter.settle()
  await counter.settle()
  expect(written).toEqual([
    [
      { link: 'a', quarter: 0, count: 2, bots: 0, last_at: 10 },
      { link: 'b', quarter: 0, count: 1, bots: 0, last_at: 11 },
    ],
  ])
})

test('robots are counted apart, and tell no time', async () => {
  const written: LinkClicks[][] = []
  const counter = clicks(
    async (counts) => void written.push(counts),
    () => {},
  )
  counter.note('a', { at: 10, by: 'person' })
  counter.note('a', { at: 99, by: 'robot' })
  counter.note('b', { at: 99, by: 'robot' })
  await counter.settle()
  expect(written).toEqual([
    [
      { link: 'a', quarter: 0, count: 1, bots: 1, last_at: 10 },
      { link: 'b', quarter: 0, count: 0, bots: 1, last_at: 0 },
    ],
  ])
})

test('clicks of different quarters of an hour are counted apart', async () => {
  const written: LinkClicks[][] = []
  const counter = clicks(
    async (counts) => void written.push(counts),
    () => {},
  )
  for (const at of [899_999, 900_000, 900_001]) counter.note('a', { at, by: 'person' })
  await counter.settle()
  expect(written).toEqual([
    [
      { link: 'a', quarter: 0, count: 1, bots: 0, last_at: 899_999 },
      { link: 'a', quarter: 900_000, count: 2, bots: 0, last_at: 900_001 },
    ],
  ])
})

test('nobody has to ask for them to be written', async () => {
  const written = await new Promise<LinkClicks[]>((resolve) => {
    const counter = clicks(
      async (counts) => resolve(counts),
      () => {},
    )
    counter.note('a', { at: 1, by: 'person' })
  })
  expect(written).toEqual([{ link: 'a', quarter: 0, count: 1, bots: 0, last_at: 1 }])
})

test('clicks that could not be written are kept beside those that come meanwhile', async () => {
  const full = new Error('the disk is full')
  const told: unknown[] = []
  const written: LinkClicks[][] = []
  let failing = true
  const counter = clicks(
    async (counts) => {
      if (failing) throw full
      written.push(counts)
    },
    (error) => told.push(error),
  )
  counter.note('a', { at: 1, by: 'person' })
  const settled = counter.settle()
  counter.note('a', { at: 3, by: 'person' })
  await settled
  expect(told).toEqual([full])
  failing = false
  await counter.settle()
  expect(written).toEqual([[{ link: 'a', quarter: 0, count: 2, bots: 0, last_at: 3 }]])
})
