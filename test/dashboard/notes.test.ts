import { expect, test } from 'vitest'
import { merged, type Note } from '../../dashboard/charts/notes.ts'

const note = (position: number, text: string, more: Partial<Note> = {}): Note => ({
  ...{ position, text, own: true, color: null },
  ...more,
})

test('notes of one place are one mark, from left to right', () => {
  const notes = [note(4, 'Sale'), note(1, 'Launch'), note(4, 'Sale ends')]
  expect(merged(notes)).toEqual([note(1, 'Launch'), note(4, 'Sale · Sale ends')])
})

test('it has their colour where all have the same, and is somebody’s where one is', () => {
  const told = note(2, 'Experiment started: Hero', { own: false })
  const [mixed] = merged([told, note(2, 'Sale', { color: 'red' })])
  expect(mixed).toMatchObject({ own: true, color: null })
  const [red] = merged([note(2, 'a', { color: 'red' }), note(2, 'b', { color: 'red' })])
  expect(red?.color).toBe('red')
  expect(merged([told])[0]?.own).toBe(false)
  expect(merged([])).toEqual([])
})
