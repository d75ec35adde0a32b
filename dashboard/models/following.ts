import type { FunnelDefinition, FunnelStep } from '../../collector/settings/funnel-definition.ts'
import type { Matcher } from '../../collector/settings/matcher.ts'
import { type ReportAnswer, reportQuestion } from './report.ts'
import type { Question } from './resource.ts'
import { aloneRequest } from './view.ts'

/** A page or an event that people came to, and how many of them. */
export interface Follower {
  kind: 'page' | 'event'
  name: string
  people: number
}

/** What people did right after a chain of steps, the most first. */
export interface Following {
  /** All who went through the chain. */
  people: number
  followers: Follower[]
}

const MOST = 20

/** What follows a chain of steps: of one step the paths from it tell, of several their people do. */
export function followingQuestion(chain: FunnelDefinition): Question<Following> | undefined {
  const [first] = chain.steps
  if (!first) return undefined
  const asked = chain.steps.length === 1 ? afterStep(first) : afterChain(chain)
  // What followed another chain must not stand here meanwhile.
  return asked && { ...asked, of: asked.key }
}

function afterStep({ label: _, ...start }: FunnelStep): Question<Following> | undefined {
  return neighbours({ start })
}

/** What people did right before they first did something, the most first. */
export function leadingQuestion(end: Matcher): Question<Following> | undefined {
  return neighbours({ end })
}

function neighbours(
  anchor: { start: Matcher } | { end: Matcher },
): Question<Following> | undefined {
  const asked = reportQuestion('paths', {
    ...{ ...aloneRequest.value, ...anchor },
    ...{ depth: 2, top: MOST, events: true, by: 'person' },
  })
  return asked && { ...asked, fetch: async (signal) => nextNodes(await asked.fetch(signal)) }
}

/** The nodes beside the anchor of a path: those after its start, or before its end. */
function nextNodes({ nodes, units }: ReportAnswer<'paths'>): Following {
  const followers = nodes.flatMap(({ level, kind, name, units: people }) =>
    level === 2 && (kind === 'page' || kind === 'event') ? [{ kind, name, people }] : [],
  )
  return { people: units, followers: sorted(followers) }
}

function afterChain(chain: FunnelDefinition): Question<Following> | undefined {
  const asked = reportQuestion('funnel/people', {
    ...aloneRequest.value,
    ...chain,
    ...{ step: chain.steps.length - 1, state: 'reached', limit: 1 },
  })
  return asked && { ...asked, fetch: async (signal) => nextDeeds(await asked.fetch(signal)) }
}

function nextDeeds({ next, total }: ReportAnswer<'funnel/people'>): Following {
  const followers = next.flatMap(({ kind, event_or_page: name, people }) =>
    kind && name !== null ? [{ kind, name, people }] : [],
  )
  return { people: total, followers: sorted(followers).slice(0, MOST) }
}

function sorted(followers: readonly Follower[]): Follower[] {
  return followers.toSorted((a, b) => b.people - a.people)
}
