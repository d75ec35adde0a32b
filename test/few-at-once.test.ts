import { expect, test } from 'vitest'
import { fewAtOnce } from '../collector/few-at-once.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Pieces of work by name that end when they are told to. */
function works(most: number, waiting: number) {
  const run = fewAtOnce(most, waiting, 'too many')
  const running = new Map<string, (fails: boolean) => void>()
  return {
    who: () => [...running.keys()],
    begin: (name: string) =>
      run(
        () =>
          new Promise<string>((resolve, reject) => {
            running.set(name, (fails) => (fails ? reject(new Error(name)) : resolve(name)))
          }),
      ),
    async end(name: string, fails = false) {
      running.get(name)?.(fails)
      running.delete(name)
      await settled()
    },
  }
}

test('as many run as may, those who wait follow in their order, and failing makes room, too', async () => {
  const on = works(2, 5)
  const first = on.begin('a')
  const second = on.begin('b')
  const rest = ['c', 'd'].map((name) => on.begin(name))
  await settled()
  expect(on.who()).toEqual(['a', 'b'])
  await on.end('a')
  expect(on.who()).toEqual(['b', 'c'])
  const failed = expect(second).rejects.toThrow('b')
  await on.end('b', true)
  await failed
  expect(on.who()).toEqual(['c', 'd'])
  await on.end('c')
  await on.end('d')
  expect(await Promise.all([first, ...rest])).toEqual(['a', 'c', 'd'])
})

test('one more than may wait is refused, and taken once there is room', async () => {
  const on = works(1, 1)
  const all = [on.begin('a'), on.begin('b')]
  await expect(on.begin('c')).rejects.toMatchObject({ status: 503, message: 'too many' })
  await on.end('a')
  all.push(on.begin('d'))
  await on.end('b')
  await on.end('d')
  expect(await Promise.all(all)).toEqual(['a', 'b', 'd'])
})
