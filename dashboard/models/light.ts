import { effect, signal } from '@preact/signals'
import { Problem } from '../api.ts'
import { guest } from '../opened-as.ts'
import { addDays } from './period.ts'
import { siteDomain } from './sites.ts'
import { today } from './view.ts'

/** After what the page itself asks, which people wait for. */
const AFTER_MS = 3_000
const DAYS = 30

/** How much there is to fix on the site in view, of the last 30 days; undefined while unknown. */
export const toFix = signal<number>()

let waiting: ReturnType<typeof setTimeout> | undefined

/** Counts again, as after a fix. */
export function lookAgain(afterMs = 0): void {
  clearTimeout(waiting)
  const domain = siteDomain.peek()
  if (domain === undefined || guest) return
  waiting = setTimeout(() => void look(domain), afterMs)
}

async function look(domain: string): Promise<void> {
  // What it needs is no part of the first page, and may be out of reach: then the light stays dark.
  const { openQuestion } = await import('./to-fix.ts').catch(() => NOTHING)
  const period = { from: addDays(today.peek(), 1 - DAYS), to: today.peek() }
  const question = openQuestion(period)
  // Where it cannot be counted it stays so, too; the page's own reports say what is wrong.
  const found = await question?.fetch(new AbortController().signal).catch(quiet)
  if (domain === siteDomain.peek()) toFix.value = found?.count
}

const NOTHING = { openQuestion: () => undefined }

function quiet(failure: unknown): undefined {
  if (!(failure instanceof Problem)) throw failure
}

/** Counts once for every site that comes into view. */
export function followLight(): void {
  effect(() => {
    siteDomain.value
    toFix.value = undefined
    lookAgain(AFTER_MS)
  })
}
