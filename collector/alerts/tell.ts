import { formOf } from '../alert-signals.ts'
import { boxOf, keepIn } from '../auth/box.ts'
import { enqueue, type NewDelivery } from '../sending/enqueue.ts'
import {
  type AlertInput,
  BrokenReason,
  type PastReading,
  Reading,
} from '../settings/alert-definition.ts'
import { openWaysOut } from '../settings/alert-names.ts'
import {
  addEvents,
  latestEvent,
  type NewAlertEvent,
  noteTold,
  unchanged,
  writeStates,
} from '../settings/alert-states.ts'
import type { Settings } from '../settings/tables.ts'
import type { Answers, Ask, Run } from './asks.ts'
import { answersTo } from './asks.ts'
import { deliveriesOf, namesOf } from './deliveries.ts'
import type { Judged } from './judged-alert.ts'
import type { News, Told } from './message.ts'
import type { Round } from './round.ts'
import { usualAsk, usualIn } from './usually.ts'

/** Writes down what a round has found, and hands over what people are to be told. Answers how many messages. */
export async function settle(settings: Settings, found: Round, run: Run): Promise<number> {
  const { judged, site, now } = found
  const usual = await usualOfFired(judged, run)
  const names = namesOf(found.known)
  const box = boxOf(settings)
  return await settings.transaction().execute(async (tx) => {
    keepIn(tx, box)
    const same = await unchanged(
      tx,
      judged.map(({ due }) => due),
    )
    const fitting = judged.filter(({ due }) => same.has(due.id))
    const written = await writeStates(
      tx,
      fitting.map(({ state }) => state),
    )
    const own = fitting.filter(({ due }) => written.has(due.id))
    const ways = await openWaysOut(tx, site.id)
    const events = own.flatMap((one) => eventOf(one, { usual, ways, now }) ?? [])
    const deliveries: NewDelivery[] = []
    const toldLater: number[] = []
    for (const one of own.filter(({ tell }) => tell !== undefined)) {
      const event = events.find(({ alert }) => alert === one.due.id)
      const isNow = event?.kind === one.tell
      const news = isNow ? event : await untold(tx, one, { ways, told: toldLater })
      if (!news) continue
      const told: Told = { id: one.due.id, alert: one.due.alert, site, names }
      deliveries.push(...deliveriesOf(told, newsOf(news), { site: site.id, ways }))
    }
    await addEvents(tx, events)
    await noteTold(tx, toldLater, now)
    return await enqueue(tx, deliveries, now)
  })
}

type Written = Pick<NewAlertEvent, 'kind' | 'at' | 'reading'>

/** What happened in quiet hours and is told now. */
async function untold(
  tx: Settings,
  one: Judged,
  { ways, told }: { ways: ReadonlySet<string>; told: number[] },
) {
  const event = await latestEvent(tx, one.due.id, one.tell ?? '')
  if (event && isHeard(one, ways)) told.push(event.id)
  return event as Written | undefined
}

/** Whether any of its ways out is still there. */
function isHeard({ due }: Judged, ways: ReadonlySet<string>): boolean {
  return due.alert.to.some((id) => ways.has(id))
}

function newsOf({ kind, at, reading }: Written): News {
  const told: unknown = JSON.parse(reading)
  return kind === 'broken'
    ? { what: kind, at, reason: BrokenReason.parse(told) }
    : { what: kind, at, reading: Reading.parse(told) }
}

interface Telling {
  usual: Pick<Answers, 'of'>
  ways: ReadonlySet<string>
  now: number
}

function eventOf(judged: Judged, { usual, ways, now }: Telling): NewAlertEvent | undefined {
  const { due, state, happened, tell } = judged
  if (!happened) return undefined
  const reading =
    happened === 'broken' ? state.reason : pastReading(due.alert, state.reading, usual)
  const isTold = tell === happened && isHeard(judged, ways)
  return {
    alert: due.id,
    at: now,
    kind: happened,
    reading: reading ?? 'null',
    told_at: isTold ? now : null,
  }
}

/** With what the alert says of it now; of a metric that fires also what it usually is. */
function pastReading(alert: AlertInput, text: string | null, usual: Pick<Answers, 'of'>) {
  if (text === null) return null
  const reading = Reading.parse(JSON.parse(text))
  const ask = usualAsk(alert, reading)
  const past: PastReading = { ...reading, form: formOf(alert), per: alert.per }
  return JSON.stringify(ask ? { ...past, ...usualIn(usual, ask, reading) } : past)
}

async function usualOfFired(judged: readonly Judged[], run: Run): Promise<Answers> {
  const asks = judged.flatMap(({ due, state, happened }): Ask[] => {
    if (happened !== 'fired' || state.reading === null) return []
    return usualAsk(due.alert, Reading.parse(JSON.parse(state.reading))) ?? []
  })
  return await answersTo(asks, run)
}
