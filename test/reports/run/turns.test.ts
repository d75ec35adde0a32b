import { describe, expect, test } from 'vitest'
import { Turns, threadsFor } from '../../../collector/reports/run/turns.ts'

/** Each waits on a signal of its own, as requests do. */
const never = () => new AbortController().signal

/** Takes turns and notes who got one. */
function queue(atOnce: number) {
  const turns = new Turns(atOnce)
  const running: { key: string; done: () => void }[] = []
  return {
    running,
    who: () => running.map(({ key }) => key),
    ask(key: string, more: { patient?: boolean; signal?: AbortSignal } = {}) {
      const caller = { key, guest: key.startsWith('guest') }
      const { patient = false, signal = never() } = more
      const turn = turns.take({ caller, patient, signal })
      return turn.then((done) => {
        running.push({ key, done })
      })
    },
    async end(key: string) {
      const at = running.findIndex((one) => one.key === key)
      running.splice(at, 1)[0]?.done()
      await Promise.resolve()
    },
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('reports of many callers', () => {
  test('one caller has two running, and the next of them when one ends', async () => {
    const on = queue(4)
    for (let times = 0; times < 5; times++) void on.ask('ann')
    await settled()
    expect(on.who()).toEqual(['ann', 'ann'])
    await on.end('ann')
    await settled()
    expect(on.who()).toEqual(['ann', 'ann'])
  })

  test.each([1, 2, 3, 4, 8])(
    'of %i cores a caller has as many as it can use, and somebody else one',
    async (cores) => {
      const on = queue(threadsFor(cores))
      for (let times = 0; times < 5; times++) void on.ask('ann')
      void on.ask('bob')
      await settled()
      expect(on.who()).toEqual([...Array(Math.min(cores, 2)).fill('ann'), 'bob'])
    },
  )

  test('who asks once goes before the eleventh of who asks for hundreds', async () => {
    const on = queue(2)
    for (let times = 0; times < 11; times++) void on.ask('guest eve')
    void on.ask('guest bob')
    await settled()
    await on.end('guest eve')
    await settled()
    expect(on.who()).toEqual(['guest bob'])
  })

  test('guests, however many, leave a thread to members', async () => {
    const on = queue(2)
    for (let guest = 0; guest < 20; guest++) void on.ask(`guest ${guest}`)
    await settled()
    expect(on.who()).toEqual(['guest 0'])
    void on.ask('owner')
    await settled()
    expect(on.who()).toEqual(['guest 0', 'owner'])
  })

  test('a guest has ten waiting, the next is told when to come again; what has begun is not refused', async () => {
    const on = queue(2)
    for (let times = 0; times < 11; times++) void on.ask('guest eve')
    await expect(on.ask('guest eve')).rejects.toMatchObject({ status: 429, retryAfter: 2 })
    void on.ask('guest eve', { patient: true })
    for (let times = 0; times < 12; times++) {
      await settled()
      await on.end('guest eve')
    }
    await settled()
    expect(on.who()).toEqual([])
    void on.ask('guest eve')
    await settled()
    expect(on.who()).toEqual(['guest eve'])
  })

  test('who leaves while waiting makes room and is not served', async () => {
    const on = queue(2)
    const leaving = new AbortController()
    void on.ask('guest eve')
    const left = on.ask('guest eve', { signal: leaving.signal })
    leaving.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    await settled()
    await on.end('guest eve')
    await settled()
    expect(on.who()).toEqual([])
  })

  test('on a single thread everybody still gets a turn', async () => {
    const on = queue(1)
    void on.ask('guest eve')
    void on.ask('owner')
    await settled()
    await on.end('guest eve')
    await settled()
    expect(on.who()).toEqual(['owner'])
  })
})
