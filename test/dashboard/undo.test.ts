import './page.ts'
import type { VNode } from 'preact'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../dashboard/api.ts'
import { attempt, undoable } from '../../dashboard/blocks/forms/undo.ts'
import { failureOf } from '../../dashboard/blocks/forms/use-save.ts'
import { applyFix } from '../../dashboard/models/apply-fix.ts'
import { allowHost } from '../../dashboard/models/refused.ts'
import { changeSheet, takeBackSheet } from '../../dashboard/models/site-rules.ts'
import { addThing, removeThing } from '../../dashboard/models/things.ts'
import { Toasts, toast } from '../../dashboard/parts/toast.tsx'
import type { App } from '../http/server.ts'
import { open } from './page.ts'
import { startRouter } from './router.ts'

/** What stands in a drawing: its texts, and its buttons by what they say. */
function drawn(node: unknown): { texts: string[]; buttons: Map<string, () => unknown> } {
  const texts: string[] = []
  const buttons = new Map<string, () => unknown>()
  const look = (one: unknown): void => {
    if (typeof one === 'string') texts.push(one)
    else if (Array.isArray(one)) one.forEach(look)
    else if (isNode(one)) {
      if (one.type === 'button') buttons.set(String(one.props.children), one.props.onClick)
      else look(one.props.children)
    }
  }
  look(node)
  return { texts, buttons }
}

type Drawn = VNode<{ children?: unknown; onClick: () => unknown }>

function isNode(one: unknown): one is Drawn {
  return typeof one === 'object' && one !== null && 'props' in one
}

const said = () => drawn(Toasts()).texts.join('')
const REFUSED = new Problem({ status: 409, title: 'x', detail: 'there is already a goal "a"' })

/** A list that can be changed, with what happened in order. */
function listOf(...things: string[]) {
  const steps: string[] = []
  return {
    steps,
    things,
    remove: async (name: string) => {
      steps.push(`remove ${name}`)
      things.splice(things.indexOf(name), 1)
    },
    add: async (name: string) => {
      steps.push(`add ${name}`)
      things.push(name)
    },
    look: () => steps.push('look'),
  }
}

beforeEach(() => toast(''))

test('something is done at once, said, and taken back by the button', async () => {
  const list = listOf('a', 'b')
  const done = await undoable({
    said: '“a” was removed',
    run: () => list.remove('a'),
    undo: () => list.add('a'),
    after: list.look,
  })
  expect([done, list.things, said()]).toEqual([true, ['b'], '“a” was removed'])
  await drawn(Toasts()).buttons.get('Undo')?.()
  await expect.poll(said).toBe('Back again')
  expect(list.things).toEqual(['b', 'a'])
  expect(list.steps).toEqual(['remove a', 'look', 'add a', 'look'])
})

test('what cannot be done is said, and there is nothing to take back', async () => {
  const list = listOf('a')
  const done = await undoable({
    said: '“a” was removed',
    run: () => Promise.reject(REFUSED),
    undo: () => list.add('a'),
    after: list.look,
  })
  expect([done, said()]).toEqual([false, 'This is taken already. Choose another.'])
  expect(drawn(Toasts()).buttons.size).toBe(0)
  expect(list.steps).toEqual(['look'])
})

test('what cannot be taken back is said, and the page is asked what stands', async () => {
  const list = listOf('a')
  await undoable({
    said: 'gone',
    run: () => list.remove('a'),
    undo: () => Promise.reject(new Problem({ status: 0, title: 'offline' })),
    restored: 'here again, without its clicks',
    after: list.look,
  })
  await drawn(Toasts()).buttons.get('Undo')?.()
  await expect.poll(said).toBe('The collector can’t be reached.')
  expect(list.steps).toEqual(['remove a', 'look', 'look'])
})

test('what is taken back in part says so', async () => {
  const list = listOf('a')
  const run = () => list.remove('a')
  await undoable({ said: 'gone', run, undo: () => list.add('a'), restored: 'without its clicks' })
  await drawn(Toasts()).buttons.get('Undo')?.()
  await expect.poll(said).toBe('without its clicks')
})

test('the next thing that is said takes the place of what could be taken back', () => {
  toast('gone', { label: 'Undo', run: () => undefined })
  toast('Saved')
  expect(drawn(Toasts())).toEqual({ texts: ['Saved'], buttons: new Map() })
})

test('a refusal is told, a fault of our own is not hidden', async () => {
  expect(await attempt(async () => 1)).toBe(true)
  expect(await attempt(() => Promise.reject(REFUSED))).toBe(false)
  await expect(attempt(() => Promise.reject(new TypeError('no')))).rejects.toThrow('no')
  expect(await failureOf(async () => 1)).toBeUndefined()
  expect(await failureOf(() => Promise.reject(REFUSED))).toBe(REFUSED)
  await expect(failureOf(() => Promise.reject(new TypeError('no')))).rejects.toThrow('no')
})

describe('of two sites', () => {
  let app: App
  beforeAll(async () => {
    app = await startRouter('example.com', 'other.example')
  })
  afterAll(() => app.close())
  beforeEach(() => open('/sites/example.com/quality'))

  const undoFrom = async (other: string) => {
    open(other)
    await drawn(Toasts()).buttons.get('Undo')?.()
    await expect.poll(said).toBe('Back again')
  }
  const stored = async (path: string): Promise<object> => {
    const answer = await app.ask(`/api/sites/${path}`, { token: await app.token(['admin']) })
    return answer.json()
  }

  test('a fix is taken back on its own, and the other keeps its sheet', async () => {
    const own = { source: { fb: 'facebook' }, medium: {}, campaign: {} }
    await changeSheet('other.example', 'aliases', () => own)
    const fix = { type: 'alias', kind: 'source', spelling: 'gogle', means: 'google' } as const
    await undoable({ said: 'x', run: (domain) => applyFix(domain, fix), undo: takeBackSheet })
    expect(await stored('example.com/aliases')).toMatchObject({ source: { gogle: 'google' } })
    await undoFrom('/sites/other.example/quality')
    expect(await stored('example.com/aliases')).toEqual({ source: {}, medium: {}, campaign: {} })
    expect(await stored('other.example/aliases')).toEqual(own)
  })

  test('a thing comes back to its own', async () => {
    const goal = { name: 'Signup', event: 'Signup', value: 'none', count: 'every' } as const
    const { id } = await addThing('example.com', 'goals', goal)
    await undoable({
      said: 'x',
      run: (domain) => removeThing(domain, 'goals', id),
      undo: (domain) => addThing(domain, 'goals', goal),
    })
    await undoFrom('/sites/other.example/goals')
    expect(await stored('example.com/goals')).toMatchObject({ items: [{ name: 'Signup' }] })
    expect(await stored('other.example/goals')).toMatchObject({ items: [] })
  })

  test('a host that was allowed is refused again on its own, and its other hosts stay', async () => {
    await undoable({
      said: 'x',
      run: (domain) => allowHost(domain, 'shop.example'),
      undo: (domain) => allowHost(domain, 'shop.example', false),
    })
    const body = { hostnames: ['shop.example', 'pay.example'] }
    const token = await app.token(['admin'])
    await app.ask('/api/sites/example.com', { method: 'PUT', token, body })
    await undoFrom('/sites/other.example')
    expect(await stored('example.com')).toMatchObject({ hostnames: ['pay.example'] })
    expect(await stored('other.example')).toMatchObject({ hostnames: [] })
  })
})
