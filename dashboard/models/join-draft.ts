import { ALIASED, type Aliased } from '../../collector/acquisition/site-rules.ts'
import type { ReportAnswer } from './report.ts'
import type { Aliases } from './site-rules.ts'

/** A spelling of spend and the name of visits that it is to mean. */
export interface Joined {
  kind: Aliased
  spelling: string
  means: string
}

type UnmatchedSpend = ReportAnswer<'spend'>['unmatched'][number]

/** What is proposed for spend without visits: the aliases of the nearest name, else one of its finest name, left open. */
export function proposed(row: UnmatchedSpend): Joined[] {
  if (row.near) return row.near.aliases
  const kind = ALIASED.toReversed().find((one) => row[one] !== null)
  return kind ? [{ kind, spelling: row[kind] ?? '', means: '' }] : []
}

/** The names of spend that could be joined instead. */
export function joinable(row: UnmatchedSpend): Joined[] {
  return ALIASED.flatMap((kind) => {
    const spelling = row[kind]
    return spelling === null ? [] : [{ kind, spelling, means: '' }]
  })
}

/** The site's aliases with these as well. */
export function withJoined(aliases: Aliases, joined: readonly Joined[]): Aliases {
  let all = aliases
  for (const { kind, spelling, means } of joined) {
    all = { ...all, [kind]: { ...all[kind], [spelling]: means.trim() } }
  }
  return all
}

export const NO_ALIASES: Aliases = { source: {}, medium: {}, campaign: {} }
