import { DAY } from '../durations.ts'
import { replaceAliases } from '../settings/aliases.ts'
import { AnnotationInput, addAnnotation } from '../settings/annotations.ts'
import { ExperimentInput } from '../settings/experiments/definition.ts'
import { addExperiment } from '../settings/experiments/experiments.ts'
import { startExperiment } from '../settings/experiments/lifecycle.ts'
import { addFunnel, FunnelInput } from '../settings/funnels.ts'
import { addGoal, GoalInput } from '../settings/goals.ts'
import { storeRates } from '../settings/rates.ts'
import { addSegment, SegmentInput } from '../settings/segments.ts'
import { addSite, changeSite, SiteInput } from '../settings/sites.ts'
import type { Settings } from '../settings/tables.ts'
import { LAUNCH_DAY, PODCAST_DAY, VIDEO_DAYS } from './arrivals.ts'
import { GOOGLE_BUTTON_DAY, SHORTER_FORM_DAY } from './form.ts'
import { addDemoLinks } from './links.ts'
import { BILLED_BEFORE } from './teams.ts'

export const DEMO_SITE = 'demo.tributary.test'

/** The demo's site with everything that somebody would have set up by now; `start` in epoch ms. */
export async function addDemoSite(settings: Settings, start: number): Promise<void> {
  const input = SiteInput.parse({ domain: DEMO_SITE, name: 'Harbour (demo)', identity: 'stored' })
  const added = await addSite(settings, input, start)
  const site = Number(added.id)
  // One after another: lists go by when a thing was made.
  const goals = new Map<string, string>()
  for (const [i, goal] of GOALS.entries()) {
    const { name, id } = await addGoal(settings, site, GoalInput.parse(goal), start + i)
    goals.set(name, id)
  }
  await changeSite(settings, added, { main_goal: goals.get('Purchase') ?? null }, start)
  for (const [i, funnel] of FUNNELS.entries()) {
    await addFunnel(settings, site, FunnelInput.parse(funnel), start + i)
  }
  for (const [day, text] of NOTES) {
    const note = { day: date(start + day * DAY), text }
    await addAnnotation(settings, site, AnnotationInput.parse(note), start)
  }
  const paid = ['Paid Search', 'Paid Social', 'Paid Video', 'Display']
  const segment = { name: 'Paid traffic', filters: [['is', 'channel', paid]] }
  await addSegment(settings, site, SegmentInput.parse(segment), start)
  await addExperiments(settings, site, start)
  await addDemoLinks(settings, { site, domain: DEMO_SITE, start })
  await replaceAliases(settings, site, { source: { 'ship-it': 'ship-it podcast' }, ...NO_OTHERS })
  await storeRates(settings, site, { rows: euros(start) })
}

/** Two that run, and one that waits for somebody to start it. */
async function addExperiments(settings: Settings, site: number, start: number): Promise<void> {
  for (const { day, ...definition } of TRIED) {
    const at = start + day * DAY
    await addExperiment(settings, site, ExperimentInput.parse(definition), at)
    await startExperiment(settings, { site, key: definition.key, now: at })
  }
  await addExperiment(settings, site, ExperimentInput.parse(WAITING), start)
}

const NO_OTHERS = { medium: {}, campaign: {} }

const GOALS = [
  { name: 'Signup', event: 'Signup', count: 'person' },
  { name: 'Activation', event: 'Project created', count: 'person' },
  { name: 'Purchase', event: 'Purchase', value: 'revenue' },
]

const FORM = { page: '/signup', label: 'Form opened' }

/** The first one is the main one: it grew better twice, and once broke for a day. */
const FUNNELS = [
  {
    name: 'Sign-up form',
    steps: [FORM, { event: 'Plan chosen' }, { goal: 'Signup' }],
    window: '24h',
    starred: true,
  },
  {
    name: 'From prices to paying',
    steps: [
      { page: '/pricing', label: 'Prices seen' },
      FORM,
      { goal: 'Signup' },
      { goal: 'Activation' },
      { goal: 'Purchase' },
    ],
    window: '30d',
    starred: true,
  },
  {
    name: 'First week',
    steps: [{ goal: 'Signup' }, { goal: 'Activation' }, { event: 'Invite sent' }],
    window: '7d',
  },
  {
    name: 'Landing pages',
    steps: [
      { page: '/lp/*', label: 'Landing page' },
      { page: '/pricing', label: 'Prices seen' },
      { goal: 'Signup' },
    ],
    window: '24h',
    by: 'visit',
  },
]

/** `day`: of the demo on which each started. Keys and seeds are those that its visitors are drawn by. */
const TRIED = [
  {
    ...{ day: 50, key: 'yearly-prices', seed: 'yearly-prices', name: 'Prices by the year first' },
    hypothesis: 'A lower price a month is read first, so more people choose a plan.',
    target: { urls: ['/pricing'] },
    variants: [
      { key: 'control', weight: 0.5 },
      {
        ...{ key: 'b', weight: 0.5 },
        changes: [{ op: 'text', selector: '.price-period', value: 'per month, billed yearly' }],
      },
    ],
    metrics: {
      primary: { goal: 'Signup', kind: 'proportion', window: '1d' },
      secondary: [{ goal: 'Purchase', kind: 'revenue', window: '14d' }],
      guardrails: [{ goal: 'Activation', kind: 'proportion', window: '7d' }],
    },
    plan: { minimum_effect: 0.1, total: 6_000 },
  },
  {
    ...{ day: 55, key: 'headline', seed: 'headline', name: 'A shorter headline' },
    hypothesis: 'Fewer words say sooner what this is for.',
    target: { urls: ['/'] },
    variants: [
      { key: 'control', weight: 0.5 },
      {
        ...{ key: 'b', weight: 0.5 },
        changes: [{ op: 'text', selector: 'h1', value: 'Plan a week in ten minutes' }],
      },
    ],
    metrics: { primary: { goal: 'Signup', kind: 'proportion', window: '1d' } },
    plan: { minimum_effect: 0.1, total: 20_000 },
  },
]

const WAITING = {
  ...{ key: 'invite-first', name: 'Invite colleagues before the first board' },
  hypothesis: 'Who is not alone from the first day stays.',
  target: { urls: ['/welcome'] },
  variants: [{ key: 'control' }, { key: 'b' }],
  metrics: { primary: { goal: 'Activation', kind: 'proportion', window: '7d' } },
}

/** Day of the demo and what happened on it. */
const NOTES: readonly (readonly [number, string])[] = [
  [SHORTER_FORM_DAY, 'Sign-up form cut from nine fields to four'],
  [VIDEO_DAYS[0], 'Video ads start'],
  [GOOGLE_BUTTON_DAY, 'Sign up with Google'],
  [PODCAST_DAY, 'Guest on the Ship It podcast'],
  [LAUNCH_DAY, 'Launch day'],
]

/** A rate every week, moving a little: some customers pay in euros. */
function euros(start: number) {
  const before = Math.ceil(BILLED_BEFORE / 7) + 5
  return Array.from({ length: before + 14 }, (_, i) => {
    const week = i - before
    const rate = Math.round(10_000 * (1.12 + 0.03 * Math.sin(week))) / 10_000
    return { day: date(start + 7 * week * DAY), currency: 'EUR', rate }
  })
}

function date(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
