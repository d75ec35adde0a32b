import { expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import { runReport } from '../../collector/reports/run/run.ts'
import { addGoal } from '../../collector/settings/goals.ts'
import { openSettings } from '../../collector/settings/tables.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { PackedRows } from '../../collector/store/sqlite/packed-rows.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'
import { collector } from '../intake/collector.ts'
import { DAY, DOMAIN, FIRST, happeningsTo, NOW, SITE } from './happenings.ts'

const NO_ROOM = { visits: 0, events: 0 }

const STEPS = [{ page: '/*' }, { page: '/1' }, { goal: 'Signups' }]
const JOURNEYS = [
  ['funnel', { steps: STEPS, breakdown: 'channel', trend: 'day' }],
  ['funnel', { steps: STEPS, by: 'visit', order: 'strict', breakdown: 'page' }],
  ['funnel', { steps: [{ event: 'Signup' }, { goal: 'Signups' }], by: 'attempt' }],
  ['paths', { events: true }],
  ['paths', { by: 'person', start: { page: '/2' }, goal: 'Signups' }],
  ['retention', { unit: 'day', periods: 3 }],
] as const

const dateOf = (days: number) => new Date(FIRST + days * DAY).toISOString().slice(0, 10)
const PERIODS = [
  { from: dateOf(0), to: dateOf(5) },
  { from: dateOf(2), to: dateOf(3) },
]

test.each([4, 9])(
  'whatever happens, copies tell what the rows tell of journeys (%i)',
  async (seed) => {
    const chance = random(seed)
    const one = collector({ now: () => NOW })
    const settings = openSettings(one.db)
    const goal = { name: 'Signups', event: 'Signup', value: 'revenue', count: 'visit' } as const
    await addGoal(settings, SITE, goal, 0)
    const [copied, plain] = [undefined, NO_ROOM].map((most) => {
      const db = openDatabase(one.path, { readonly: true })
      return eventReader(db, { packed: new PackedRows(db, most) })
    })
    const happenings = happeningsTo(one, chance)
    for (let step = 0; step < 100; step++) {
      await chance.pick(happenings)()
      for (const period of PERIODS) {
        for (const [name, request] of JOURNEYS) {
          const task = { name, site: DOMAIN, request: { period, ...request } }
          const answers = [copied, plain].map((reader) =>
            reader ? runReport({ reader, settings, now: NOW }, task) : undefined,
          )
          const [fromCopies, fromRows] = await Promise.all(answers)
          expect({ step, name, answer: fromCopies }).toEqual({ step, name, answer: fromRows })
        }
      }
    }
    await copied?.close()
    await plain?.close()
    one.close()
  },
  120_000,
)
