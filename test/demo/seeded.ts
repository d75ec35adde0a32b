import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoPouring } from '../../collector/demo/pouring.ts'
import { seedDemo } from '../../collector/demo/seed.ts'
import { intake } from '../../collector/intake/intake.ts'
import { lineParcel } from '../../collector/intake/parcels.ts'
import { bundledGeoPath, openPlaces } from '../../collector/intake/place.ts'
import type { ImportRequest } from '../../collector/intake/port.ts'
import { eventWriter } from '../../collector/intake/visits/writer.ts'
import { runReport } from '../../collector/reports/run/run.ts'
import { openSettings, type Settings } from '../../collector/settings/tables.ts'
import type { LinkClicks } from '../../collector/store/changes.ts'
import { addClicks } from '../../collector/store/sqlite/clicks.ts'
import { eventStore } from '../../collector/store/sqlite/event-store.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'
import { freshDatabase } from '../fresh-database.ts'

export interface SeededDemo {
  settings: Settings
  ask<Answer>(report: string, request: object): Promise<Answer>
  /** What a start at that time, epoch ms, would add. */
  seed(now: number): Promise<number>
  /** Lets what has come since arrive, at that time; answers how many events. */
  pour(at: number): Promise<number>
  close(): Promise<void>
}

/** The demo as it is first started at that time: stored by the road, asked through the reports. */
export async function seededDemo(now: number): Promise<SeededDemo> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-demo-'))
  const path = join(folder, 'tributary.sqlite')
  const db = freshDatabase(path)
  const settings = openSettings(db)
  const start = (at: number) =>
    seedDemo({ settings, intake: road(path, at), folder, now: at, progress() {} })
  const { ahead } = await start(now)
  let clock = now
  const pour = demoPouring({
    ...{ folder, ahead, now: () => clock },
    intake: { import: (request) => road(path, clock).import(request) },
  })
  const reader = eventReader(openDatabase(path, { readonly: true }))
  return {
    settings,
    seed: async (at) => (await start(at)).stored,
    async pour(at) {
      clock = at
      return await pour()
    },
    async ask<Answer>(name: string, request: object): Promise<Answer> {
      const room = { reader, settings, now }
      return (await runReport(room, { name, site: 'demo.tributary.test', request })) as Answer
    },
    async close() {
      await reader.close()
      db.close()
      rmSync(folder, { recursive: true })
    },
  }
}

const placeOf = openPlaces(bundledGeoPath())

function road(path: string, now: number) {
  const db = openDatabase(path)
  const events = eventStore(db, () => now)
  const store = eventWriter(events, () => now)
  const way = intake(store, placeOf)
  return {
    async addClicks(clicks: LinkClicks[]) {
      events.commit(() => addClicks(db, clicks))
    },
    async import({ site: domain, body, arrival }: ImportRequest) {
      const site = store.sites().get(domain)
      if (!site) throw new Error(`no site ${domain}`)
      way.take([lineParcel(site, body.split('\n'), arrival)])
      return { status: 202, body: '' }
    },
  }
}
