import type { Config } from '../config.ts'

/** What a check found. */
export interface Finding {
  what: string
  state: 'good' | 'warn' | 'bad'
  detail: string
  /** What to do about it. */
  mend: string
}

export type Check = (config: Config, now: number) => Finding | Promise<Finding>

export function finding(what: string, state: Finding['state'], detail: string, mend = ''): Finding {
  return { what, state, detail, mend }
}

export const MEBIBYTE = 1_048_576
