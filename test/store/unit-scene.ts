import { afterEach, beforeEach, expect } from 'vitest'
import { runReport } from '../../collector/reports/run/run.ts'
import { ExperimentInput } from '../../collector/settings/experiments/definition.ts'
import { addExperiment } from '../../collector/settings/experiments/experiments.ts'
import { startExperiment } from '../../collector/settings/experiments/lifecycle.ts'
import { addGoal, type Goal, type GoalInput } from '../../collector/settings/goals.ts'
import { openSettings, type Settings } from '../../collector/settings/tables.ts'
import type { EventReader } from '../../collector/store/port.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'
import { type Collector, collector } from '../intake/collector.ts'

export const SITE = 1
export const DOMAIN = 'example.com'
export const DAY = 86_400_000
export const START = Date.UTC(2026, 3, 1)

export const BUY: GoalInput = { name: 'Buy', event: 'Buy', value: 'revenue', count: 'every' }
const SIGNUP: GoalInput = { name: 'Signup', event: 'Signup', value: 'none', count: 'visit' }
const SEEN: GoalInput = { name: 'Seen', page: '/2', value: 3, count: 'person' }
const PAID: GoalInput = {
  ...{ name: 'Paid', event: 'Buy', value: 'revenue', count: 'every' },
  where: [['is', 'channel', ['Own 0', 'Own 1', 'Paid Search']]],
}

const HALVES = [
  { key: 'control', weight: 0.5 },
  { key: 'b', weight: 0.5 },
]
const REVENUE = { goal: 'Buy', kind: 'revenue' } as const

/** Of people, with metrics of all kinds; of people, by a goal that looks at the visit; of visits. */
export const EXPERIMENTS = [
  {
    key: 'all',
    metrics: {
      primary: { goal: 'Signup', kind: 'proportion', window: '1d' },
      secondary: [
        { ...REVENUE, window: '2d', cap: { percentile: 0.9 } },
        { goal: 'Buy', kind: 'ratio', per: 'Signup', window: '12h' },
        { goal: 'Seen', kind: 'mean', window: null },
        { ...REVENUE, window: null },
      ],
    },
  },
  { key: 'some', metrics: { primary: { goal: 'Paid', kind: 'revenue', window: '1d' } } },
  {
    key: 'visits',
    unit: 'visit',
    metrics: { primary: { goal: 'Buy', kind: 'mean', window: '30m' }, secondary: [REVENUE] },
  },
] as const

/** A site with three experiments, and two readers of it: one that keeps rows of units and one that keeps nothing. */
export interface Scene {
  /** Epoch ms; whoever moves it moves the clock. */
  now: number
  one: Collector
  settings: Settings
  kept: EventReader
  plain: EventReader
  goals: Record<'buy' | 'signup' | 'seen' | 'paid', Goal>
  /** Questions that rows were kept for, and those of them that read the events of all units. */
  asked: { of: number; anew: number }
  ask(reader: EventReader, request: object): Promise<unknown>
  /** What is kept tells the same as the events themselves. */
  compare(request: object): Promise<void>
}

function counted({ units, ...reader }: EventReader, asked: Scene['asked']): EventReader {
  if (!units) throw new Error('nothing is kept')
  return {
    ...reader,
    units: {
      read({ work, ...reading }) {
        asked.of++
        return units.read({
          ...reading,
          work(whose) {
            if (whose === undefined) asked.anew++
            return work(whose)
          },
        })
      },
    },
  }
}

/** A new one for each test. */
export function useScene(): Scene {
  const scene = { ask, compare } as Scene

  function ask(reader: EventReader, request: object): Promise<unknown> {
    const { settings, now } = scene
    return runReport({ reader, settings, now }, { name: 'experiment', site: DOMAIN, request })
  }

  async function compare(request: object): Promise<void> {
    const said = JSON.stringify(await ask(scene.kept, request))
    expect(said).toBe(JSON.stringify(await ask(scene.plain, request)))
  }

  beforeEach(async () => {
    scene.now = START + DAY
    scene.one = collector({ now: () => scene.now })
    scene.settings = openSettings(scene.one.db)
    scene.goals = {
      buy: await addGoal(scene.settings, SITE, BUY, 1),
      signup: await addGoal(scene.settings, SITE, SIGNUP, 2),
      seen: await addGoal(scene.settings, SITE, SEEN, 3),
      paid: await addGoal(scene.settings, SITE, PAID, 4),
    }
    for (const definition of EXPERIMENTS) {
      const input = ExperimentInput.parse({ name: 'One', variants: HALVES, ...definition })
      await addExperiment(scene.settings, SITE, input, 0)
      await startExperiment(scene.settings, { site: SITE, key: input.key, now: START })
    }
    scene.asked = { of: 0, anew: 0 }
    scene.kept = counted(eventReader(openDatabase(scene.one.path, { readonly: true })), scene.asked)
    const { units, ...plain } = eventReader(openDatabase(scene.one.path, { readonly: true }))
    scene.plain = plain
  })
  afterEach(async () => {
    await scene.kept.close()
    await scene.plain.close()
    scene.one.close()
  })
  return scene
}
