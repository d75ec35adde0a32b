import { Refusal } from './refusal.ts'

/** Lets `most` pieces of work run at once and `waiting` more wait their turn. Throws a 503 for those beyond, in these words. */
export function fewAtOnce(most: number, waiting: number, beyond: string) {
  const queue: (() => void)[] = []
  let running = 0

  async function begin(): Promise<void> {
    if (running < most) {
      running += 1
      return
    }
    if (queue.length >= waiting) throw new Refusal(503, beyond)
    await new Promise<void>((resolve) => queue.push(resolve))
  }

  /** Hands the place over to whoever waits longest, so that nobody slips in between. */
  function end(): void {
    const next = queue.shift()
    if (next === undefined) running -= 1
    else next()
  }

  return async <T>(work: () => Promise<T>): Promise<T> => {
    await begin()
    try {
      return await work()
    } finally {
      end()
    }
  }
}
