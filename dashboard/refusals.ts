import type { Problem } from './api.ts'
import { words } from './texts/texts.ts'
import { refusalText } from './usual-refusals.ts'

/** A refusal of the API as people read it. */
export function inWords(message: string): string {
  return refusalText(message, words.value.refusals)
}

/** Whether a refusal says that the events of the sites are none the worse for it. */
export function countsMeanwhile({ details: { detail = '' } }: Problem): boolean {
  return detail.includes('Events are taken meanwhile')
}

/** What was refused as a whole. */
export function problemWords(problem: Problem): string {
  const { states, refusals } = words.value
  if (problem.status === 0) return states.offline
  return problem.status === 403 ? refusals.forbidden : inWords(problem.message)
}

interface Fault {
  path: string
  message: string
}

/** What was said about fields; a duplicate names none, and is about the one that must be `unique`. */
export function faultsOf(problem: Problem | undefined, unique?: string): readonly Fault[] {
  const { errors, detail = '' } = problem?.details ?? {}
  if (errors) return errors
  return problem?.status === 409 && unique !== undefined ? [{ path: unique, message: detail }] : []
}

/** What was wrong with a field of the body, in words. */
export function fieldWords(
  field: string,
  problem: Problem | undefined,
  unique?: string,
): string | undefined {
  const fault = faultsOf(problem, unique).find((one) => isAbout(one, field))
  return fault && inWords(fault.message)
}

/** Whether a fault is about the field or something in it: `ips.0` is about `ips`. */
export function isAbout({ path }: Fault, field: string): boolean {
  return path === field || path.startsWith(`${field}.`)
}
