import { parentPort, workerData } from 'node:worker_threads'
import { failureOf } from '../failure.ts'
import { faultOf } from '../fault.ts'
import { forgetUnfinishedDays } from '../imported/remove.ts'
import { areClicksOld, forgetOldClicks } from '../settings/old-clicks.ts'
import { openSettings } from '../settings/tables.ts'
import { forgetUnfinishedSpend } from '../settings/unfinished-spend.ts'
import { addClicks } from '../store/sqlite/clicks.ts'
import { deletions } from '../store/sqlite/deletions.ts'
import { erasePeople } from '../store/sqlite/erase.ts'
import { eventStore } from '../store/sqlite/event-store.ts'
import { sweepUnits } from '../store/sqlite/kept-units.ts'
import { leapOf } from '../store/sqlite/leap.ts'
import {
  destroyAbandoned,
  destroySite,
  forgetOld,
  isAnythingOld,
  reclassify,
} from '../store/sqlite/maintenance.ts'
import { openDatabase } from '../store/sqlite/open.ts'
import { requireRoom } from '../store/sqlite/room.ts'
import { openDesk } from './desk.ts'
import { intake } from './intake.ts'
import type { FromThread, IntakeOptions, Order, ToThread } from './messages.ts'
import { isOfMoving, moving } from './moving.ts'
import { bundledGeoPath, openPlaces } from './place.ts'
import { eventRemoval } from './visits/remove-events.ts'
import { eventWriter } from './visits/writer.ts'
import { Waiting } from './waiting.ts'
import { watched } from './watched.ts'

/** The intake thread: the one writer of events. It takes what waits, commits once, answers, and takes again. */

const TIDY_EVERY = 10 * 60_000

const port = parentPort
if (!port) throw new Error('this file runs as a worker thread')
const { database, geo_db, limits, daily_bytes, collector = 0 } = workerData as IntakeOptions
const db = openDatabase(database)
const store = eventStore(db, Date.now)
const writer = eventWriter(store, Date.now, limits)
const say = (message: FromThread) => port.postMessage(message)
const road = intake(watched(writer, say), openPlaces(geo_db ?? bundledGeoPath()))
const report = (error: unknown) => say({ fault: faultOf(error) })
const desk = openDesk(writer, road, report, daily_bytes)

const waiting = new Waiting()
let scheduled = false

function schedule(): void {
  if (scheduled) return
  scheduled = true
  setImmediate(takeWaiting)
}

function takeWaiting(): void {
  scheduled = false
  const taken = waiting.take()
  if (!waiting.isEmpty) schedule()
  const { answers, sites } = desk.live(taken.map(({ request }) => request))
  const idOf = (index: number) => taken[index]?.id ?? -1
  say({ answers: answers.map((answer, index) => ({ id: idOf(index), answer })), sites })
  scheduleSettling()
}

let settling = false
let hasYielded = false

/** What late events have left to be cut is cut between the commits, a slice at a time. */
function scheduleSettling(): void {
  if (settling || !writer.isDue) return
  settling = true
  setImmediate(settle)
}

function settle(): void {
  // Whoever waits goes first, once.
  hasYielded = !waiting.isEmpty && !hasYielded
  if (hasYielded) {
    setImmediate(settle)
    return
  }
  settling = false
  try {
    writer.settle()
    scheduleSettling()
  } catch (error) {
    // The next commit or the next turn of housekeeping goes on.
    sayTrouble(error)
  }
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A pause after rows went. */
function forgetful(): Promise<void> {
  store.forget()
  return pause()
}

/** Slices of visits that an import waits for: what others keep adding to must not hold it up. */
const MOST_SLICES = 500

/** Lines in any order leave visits to be cut again: reports asked for next should see them cut. */
async function settled(): Promise<void> {
  for (let slices = 0; slices < MOST_SLICES && writer.settle(); slices++) await pause()
  scheduleSettling()
}

const deleting = deletions(db, {
  store,
  removal: eventRemoval(writer, pause),
  pause,
  now: Date.now,
})
deleting.dropUnfinished()

/** Deletes events, or brings them back, beside all else; what fails is gone on with at the next turn of housekeeping. */
async function goOnDeleting(): Promise<void> {
  try {
    await deleting.work()
    say({ answers: [], sites: [...store.sites().values()].map(({ id }) => id) })
  } catch (error) {
    sayTrouble(error)
  }
}

/** What the end of the program interrupts is gone on with at its next start. */
function sayTrouble(error: unknown): void {
  if (db.open) say({ trouble: String(error) })
}

type DeletionOrder = Extract<Order, { kind: `${string}Deletion` }>

function isOfDeletion(order: Order): order is DeletionOrder {
  return order.kind.endsWith('Deletion')
}

function followDeletion(order: DeletionOrder): unknown {
  if (order.kind === 'beginDeletion') return deleting.begin(order.deletion)
  if (order.kind === 'listDeletion') return deleting.list(order.id, order.events)
  const done =
    order.kind === 'startDeletion'
      ? deleting.start(order.id, order.counts)
      : deleting.takeBack(order.site, order.id)
  goOnDeleting()
  return done
}

const followMoving = moving({ db, collector, store, pause })

async function follow(order: Order): Promise<unknown> {
  if (isOfDeletion(order)) return followDeletion(order)
  if (isOfMoving(order)) return await followMoving(order)
  if (order.kind === 'import') {
    const answer = await desk.import(order.request, pause)
    await settled()
    const site = store.sites().get(order.request.site)
    if (site) say({ answers: [], sites: [site.id] })
    return answer
  }
  if (order.kind === 'reclassify') return reclassify(db, store, order.site)
  if (order.kind === 'removeSite') {
    await destroySite(db, order.site, forgetful)
    return true
  }
  if (order.kind === 'erase') {
    const { site, name } = order
    return await erasePeople(db, site, name, { forget: store.forget, pause })
  }
  if (order.kind === 'clicks') return store.commit(() => addClicks(db, order.clicks))
  if (order.kind === 'ready') return commitNothing()
  clearInterval(tidying)
  db.close()
  // The process ends this thread when it has the answer; a port closed here would lose it.
  return true
}

function commitNothing(): boolean {
  requireRoom(database)
  return store.commit(() => true)
}

port.on('message', (message: ToThread) => {
  if ('live' in message) {
    for (const request of message.live) waiting.add(request)
    schedule()
    return
  }
  follow(message.order).then(
    (result) => say({ id: message.id, result }),
    (error: unknown) => say({ id: message.id, failure: failureOf(error) }),
  )
})

/** Housekeeping that fails (a full disk, say) is told and tried again at the next turn. */
async function tidy(): Promise<void> {
  try {
    store.tidy()
    scheduleSettling()
    await forgetUnfinishedSpend(db, unfinishedBefore(Date.now()), pause)
    await forgetUnfinishedDays(openSettings(db), unfinishedBefore(Date.now()))
    await retain(Date.now())
    await destroyAbandoned(db, forgetful)
    await sweepUnits(db, pause)
    await deleting.work()
  } catch (error) {
    sayTrouble(error)
  }
}

const STARTED = Date.now()
/** However large a file is, and whoever else writes. */
const LONGEST_STORING = 5 * 60_000

/** From before the start nobody stores any more; later on whoever still does is given time. */
function unfinishedBefore(now: number): number {
  return Math.max(STARTED, now - LONGEST_STORING)
}

let hasAsked = false

/** A clock that leapt may be wrong: then nothing is forgotten by it until somebody says that it is right. */
async function retain(now: number): Promise<void> {
  const leap = leapOf(db, now)
  if (!leap) {
    await forgetOld(db, now, forgetful)
    await forgetOldClicks(db, now, pause)
    return
  }
  if (hasAsked || !(isAnythingOld(db, now) || areClicksOld(db, now))) return
  hasAsked = true
  const [from, to] = [leap.from, now].map((at) => new Date(at).toISOString().slice(0, 10))
  say({
    trouble: `the clock went from ${from} to ${to} at once, so nothing is forgotten by retention: if ${to} is right, say so with "tributary site tidy --today ${to}"`,
  })
}

const tidying = setInterval(tidy, TIDY_EVERY)
setImmediate(tidy)
say({ started: true })
