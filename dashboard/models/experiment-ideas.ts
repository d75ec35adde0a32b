import type { FunnelStep } from '../../collector/settings/funnel-definition.ts'
import type { Funnel } from '../../collector/settings/funnels.ts'
import { wilsonInterval } from '../../experiments/statistics/wilson.ts'
import { type Traffic, trafficQuestion } from './audience.ts'
import { type Plan, type Planning, planOf } from './experiment-plan.ts'
import { definitionOf } from './funnel.ts'
import { askReport, type ReportAnswer } from './report.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'
import { numberOf, type StatsAnswer } from './stats.ts'
import type { Goal } from './things.ts'

/** Why a page is worth an experiment, with its numbers. */
export type Reason =
  | { kind: 'loss'; before: FunnelStep; after: FunnelStep; lost: number; entered: number }
  /** Fewer of who begin there reach the goal than of all: more than chance explains. */
  | { kind: 'rate'; visitors: number; rate: number; usual: number }
  | { kind: 'traffic'; visitors: number; rate: number }

export interface Candidate {
  page: string
  /** The name of the goal that decides. */
  goal: string
  why: Reason
}

/** A page to try something on, and how long that takes to show a change. */
export interface Idea extends Candidate {
  /** The smallest change that is to be seen, of one. */
  effect: number
  plan: Plan & { days: number }
}

/** A path that an experiment's target can name by itself. */
function isPage(text: unknown): text is string {
  return typeof text === 'string' && text.startsWith('/') && !/[*,]/u.test(text)
}

const LEAST_VISITORS = 100

/**
 * Landing pages by what they lose: 2,000 of whom 2 % reach the goal, where 5 % of all do, lose 60. Then the others, the
 * most visited first. Where nobody reaches the goal no plan could be made.
 */
export function landingCandidates(
  { rows, totals }: Pick<StatsAnswer, 'rows' | 'totals'>,
  goal: string,
): Candidate[] {
  const usual = totals.conversion_rate ?? 0
  const pages = rows.flatMap((row) => {
    const page = row.landing_page
    const [visitors, rate] = [numberOf(row, 'visitors') ?? 0, numberOf(row, 'conversion_rate') ?? 0]
    return isPage(page) && visitors >= LEAST_VISITORS && rate > 0 ? [{ page, visitors, rate }] : []
  })
  const isLow = ({ visitors, rate }: { visitors: number; rate: number }) =>
    wilsonInterval(Math.round(rate * visitors), visitors)[1] < usual
  const lossOf = ({ visitors, rate }: { visitors: number; rate: number }) =>
    visitors * (usual - rate)
  const low = pages.filter(isLow).toSorted((a, b) => lossOf(b) - lossOf(a))
  const others = pages.filter((one) => !isLow(one)).toSorted((a, b) => b.visitors - a.visitors)
  return [
    ...low.map(({ page, ...said }) => ({
      ...{ page, goal },
      why: { kind: 'rate' as const, ...said, usual },
    })),
    ...others.map(({ page, ...said }) => ({
      ...{ page, goal },
      why: { kind: 'traffic' as const, ...said },
    })),
  ]
}

/** The page of a funnel behind which most are lost; what decides is the goal of the step after it, where that is one. */
export function funnelCandidates(
  { steps }: Pick<Funnel, 'steps'>,
  answer: Pick<ReportAnswer<'funnel'>, 'steps'>,
  { goals, goal }: { goals: readonly Goal[]; goal: string },
): Candidate[] {
  const losses = steps.flatMap((before, place) => {
    const after = steps[place + 1]
    const lost = answer.steps[place + 1]?.dropped ?? 0
    const entered = answer.steps[place]?.count ?? 0
    if (!isPage(before.page) || after === undefined || lost === 0) return []
    return [{ page: before.page, before, after, lost, entered }]
  })
  const [worst] = losses.toSorted((a, b) => b.lost - a.lost)
  if (worst === undefined || worst.entered < LEAST_VISITORS) return []
  const { page, ...said } = worst
  const meant = goals.find(({ id, name }) => said.after.goal === id || said.after.goal === name)
  return [{ page, goal: meant?.name ?? goal, why: { kind: 'loss', ...said } }]
}

/** What shows in time first, each in the order that it had. */
function quickest(ideas: readonly Idea[]): Idea[] {
  const isInTime = ({ plan }: Idea) => plan.days <= IN_TIME
  return [...ideas.filter(isInTime), ...ideas.filter((idea) => !isInTime(idea))]
}

/** The first for each page. */
export function distinct(candidates: readonly Candidate[]): Candidate[] {
  const pages = candidates.map(({ page }) => page)
  return candidates.filter(({ page }, place) => pages.indexOf(page) === place)
}

interface Asked {
  goals: readonly Goal[]
  /** The site's main goal, else its first. */
  goal: string
  /** Those to look for a loss in. */
  funnels: readonly Funnel[]
}

const PERIOD = '28d' as const
const MOST = 3
/** More are looked at, for some may take too long. */
const MOST_ASKED = 8

/** At most three ideas by the site's own last four weeks, each with its plan. */
export function ideasQuestion(asked: Asked): Question<Idea[]> | undefined {
  const site = siteDomain.value
  if (site === undefined) return undefined
  return {
    key: `ideas of ${site} ${asked.goal} ${JSON.stringify(asked.funnels)}`,
    of: site,
    fetch: async (signal) => {
      const at = { site, signal }
      const [losses, pages] = await Promise.all([lossesIn(asked, at), landings(asked, at)])
      const candidates = distinct([...losses, ...pages]).slice(0, MOST_ASKED)
      const found = await Promise.all(candidates.map((one) => withPlan(one, signal)))
      return quickest(found.filter((idea) => idea !== undefined)).slice(0, MOST)
    },
  }
}

interface Asking {
  site: string
  signal: AbortSignal
}

/** Of all funnels the greatest loss. */
async function lossesIn({ funnels, ...known }: Asked, at: Asking): Promise<Candidate[]> {
  const losses = await Promise.all(
    funnels.map(async (funnel) => {
      const asked = { period: PERIOD, ...definitionOf(funnel) }
      return funnelCandidates(funnel, await askReport('funnel', asked, at), known)
    }),
  )
  const lostIn = ({ why }: Candidate) => (why.kind === 'loss' ? why.lost : 0)
  return losses
    .flat()
    .toSorted((a, b) => lostIn(b) - lostIn(a))
    .slice(0, 1)
}

async function landings({ goal }: Asked, at: Asking): Promise<Candidate[]> {
  const asked = {
    ...{ period: PERIOD, goal, limit: 50 },
    dimensions: ['landing_page'] as const,
    metrics: ['visitors', 'conversion_rate'] as const,
  }
  return landingCandidates(await askReport('stats', asked, at), goal)
}

/** Of these changes the first that shows in time, else the last. */
const EFFECTS = [0.1, 0.2, 0.5]
const IN_TIME = 56
/** Nobody waits that long. */
const TOO_LONG = 182

/** By the same traffic and plan as the form shows. */
async function withPlan(candidate: Candidate, signal: AbortSignal): Promise<Idea | undefined> {
  const { page, goal } = candidate
  const audience = { urls: [page], when: [], goal }
  const traffic = await trafficQuestion(audience)?.fetch(signal)
  if (!traffic?.rate) return undefined
  const usual = { ...audience, variants: 2, power: 0.8, alpha: 0.05, coverage: 1 }
  const best = await firstInTime(usual, traffic, signal)
  return best && best.plan.days < TOO_LONG ? { ...candidate, ...best } : undefined
}

/** The smallest change that shows in time; where none does, the largest. */
async function firstInTime(
  usual: Omit<Planning, 'effect'>,
  traffic: Traffic,
  signal: AbortSignal,
): Promise<Pick<Idea, 'effect' | 'plan'> | undefined> {
  let last: Pick<Idea, 'effect' | 'plan'> | undefined
  for (const effect of EFFECTS) {
    // More than all of them cannot reach the goal.
    if ((traffic.rate ?? 1) * (1 + effect) >= 1) break
    const plan = await planOf({ ...usual, effect }, traffic, signal)
    if (plan === null || plan.days === null) break
    last = { effect, plan: { ...plan, days: plan.days } }
    if (plan.days <= IN_TIME) break
  }
  return last
}
