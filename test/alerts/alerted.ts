import { type AlertsRoom, tick } from '../../collector/alerts/tick.ts'
import { box, boxOf, keepIn } from '../../collector/auth/box.ts'
import { runReport } from '../../collector/reports/run/run.ts'
import { messagePlace } from '../../collector/sending/enqueue.ts'
import type { Message } from '../../collector/sending/message.ts'
import { AlertInput } from '../../collector/settings/alert-definition.ts'
import { alertHistory } from '../../collector/settings/alert-states.ts'
import { addAlert, alertById } from '../../collector/settings/alerts.ts'
import type { SiteInput } from '../../collector/settings/sites.ts'
import { openSettings, type Settings } from '../../collector/settings/tables.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { type Line, reportedSite } from '../reports/site.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const at = (text: string) => Date.parse(text)

const BOX = box(() => Buffer.alloc(32, 7))

/** Another collector's connection to the same settings. */
export function besides({ path }: { path: string }): Settings {
  const settings = openSettings(openDatabase(path))
  keepIn(settings, BOX)
  return settings
}

/** A site on a real file, its alerts judged by a clock that the test winds. */
export async function alertedSite(input: Partial<SiteInput> = {}, until = '2026-12-31T00:00:00Z') {
  const site = await reportedSite({ timezone: 'Europe/Berlin', ...input }, until)
  keepIn(site.settings, BOX)
  const reading = openSettings(openDatabase(site.path, { readonly: true }))
  /** Reports that ran, by name. */
  const ran: { name: string; request: Record<string, unknown> }[] = []
  const failing: { with: Error | undefined } = { with: undefined }
  /** Up to when the engine knows of events; undefined: of all. */
  const fresh: { until: number | undefined } = { until: undefined }

  const room = (now: number, settings: Settings = site.settings): AlertsRoom => ({
    settings,
    reports: {
      async run(name, domain, request) {
        ran.push({ name, request: request as Record<string, unknown> })
        if (failing.with) throw failing.with
        const where = { reader: site.reader, settings: reading, now, freshUntil: fresh.until }
        return await runReport(where, { name, site: domain, request })
      },
    },
    owners: { of: () => 'here' },
    log: { warn: () => undefined },
    origin: 'https://stats.example',
  })

  async function way(id = 'way'): Promise<string> {
    const row = { id, site: site.id, kind: 'webhook', name: id, target: null, secret: null }
    await site.settings
      .insertInto('channel_out')
      .values({ ...row, created_at: 0, removed_at: null })
      .execute()
    return id
  }

  const input_ = (alert: object): AlertInput =>
    AlertInput.parse({
      ...{
        name: 'An alert',
        metric: 'pageviews',
        when: 'below',
        value: 5,
        per: 'hour',
        to: ['way'],
      },
      ...alert,
    })

  return {
    ...site,
    ran,
    failing,
    fresh,
    room,
    way,
    input: input_,
    alert: async (alert: object) => await addAlert(site.settings, site.id, input_(alert), 0),
    tick: async (now: string | number, settings?: Settings) => {
      const when = typeof now === 'string' ? at(now) : now
      return await tick(room(when, settings), when)
    },
    status: async (id: string) => (await alertById(site.settings, site.id, id)).status,
    history: async (id: string) => await alertHistory(site.settings, id),
    /** Titles of what was handed over, the oldest first. */
    messages: async (): Promise<Message[]> => {
      const rows = await site.settings
        .selectFrom('delivery')
        .select(['id', 'message'])
        .orderBy('created_at')
        .orderBy('key')
        .execute()
      const box = boxOf(site.settings)
      return rows.map(({ id, message }) => {
        const text = message === null ? undefined : box.open(message, messagePlace(id))
        return JSON.parse(text ?? '') as Message
      })
    },
    /** So many events of one visitor each, evenly in the hour that begins then. */
    hour: (from: string | number, count: number, line: Partial<Line> = {}) => {
      const start = typeof from === 'string' ? at(from) : from
      site.take(
        Array.from({ length: count }, (_, i) => ({
          at: start + Math.floor((i * HOUR) / count),
          visitor: `v-${start}-${i}`,
          path: '/',
          ...line,
        })),
      )
    },
  }
}

export type AlertedSite = Awaited<ReturnType<typeof alertedSite>>
