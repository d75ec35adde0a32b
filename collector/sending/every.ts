/** Something that is done again and again. */
export interface Repeated {
  /** Begins no more, and resolves once what is under way has ended. */
  close(): Promise<void>
}

interface Repeating {
  /** Milliseconds from the end of one time to the next. */
  ms: number
  /** `ending` is aborted when it is to end. */
  work(ending: AbortSignal): Promise<unknown>
  /** Told of what `work` threw; it is done again all the same. */
  failed(error: unknown): void
}

/** Does it now and then, never twice at once. A time that throws is told and followed by the next. */
export function every({ ms, work, failed }: Repeating): Repeated {
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()

  async function once(): Promise<void> {
    try {
      await work(ending.signal)
    } catch (error) {
      failed(error)
    }
    if (!ending.signal.aborted) wait()
  }

  function wait(): void {
    timer = setTimeout(() => {
      running = once()
    }, ms)
    timer.unref()
  }

  async function close(): Promise<void> {
    ending.abort()
    clearTimeout(timer)
    await running
  }

  wait()
  return { close }
}
