import { MINUTE } from '../durations.ts'
import type { LinkClicks } from '../store/changes.ts'

/** When, in epoch ms, and whose. */
interface Click {
  at: number
  by: 'person' | 'robot'
}

/** Clicks on short links on their way to the file: counted at once, written together. */
export interface Clicks {
  /** Counts one. Waits for nothing. */
  note(link: string, click: Click): void
  /** Resolves when all that was noted is on the disk, or has failed to get there and waits for the next time. */
  settle(): Promise<void>
}

/** What a power cut may take: nobody is promised a click, so many share one commit. */
const KEPT_MS = 1_000
/** Every zone's midnight is at the start of one. */
const QUARTER = 15 * MINUTE

/** `write` resolves after the commit; what it rejects with goes to `failed`. */
export function clicks(
  write: (clicks: LinkClicks[]) => Promise<void>,
  failed: (error: unknown) => void,
): Clicks {
  let noted = new Map<string, LinkClicks>()
  let writing = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  function add({ link, quarter, count, bots, last_at }: LinkClicks): void {
    const key = `${link} ${quarter}`
    const before = noted.get(key) ?? { count: 0, bots: 0, last_at }
    const last = Math.max(before.last_at, last_at)
    noted.set(key, {
      ...{ link, quarter, last_at: last },
      count: before.count + count,
      bots: before.bots + bots,
    })
    timer ??= setTimeout(settle, KEPT_MS).unref()
  }

  async function writeNoted(): Promise<void> {
    const taken = [...noted.values()]
    if (taken.length === 0) return
    clearTimeout(timer)
    timer = undefined
    noted = new Map()
    try {
      await write(taken)
    } catch (error) {
      taken.forEach(add)
      failed(error)
    }
  }

  function settle(): Promise<void> {
    writing = writing.then(writeNoted)
    return writing
  }

  return {
    note: (link, click) => add(countOf(link, click)),
    settle,
  }
}

/** One click as it is counted. */
export function countOf(link: string, { at, by }: Click): LinkClicks {
  const when = { link, quarter: at - (at % QUARTER) }
  return by === 'person'
    ? { ...when, count: 1, bots: 0, last_at: at }
    : { ...when, count: 0, bots: 1, last_at: 0 }
}
