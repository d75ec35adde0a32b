import type { IntakePort } from './intake/port.ts'
import { forgetAccountNote } from './settings/account-notes.ts'
import { addSharedClicks } from './settings/postgres/clicks.ts'
import type { SharedSettings } from './settings/postgres/open.ts'
import type { LinkClicks } from './store/changes.ts'

/**
 * Intake of a file that holds a copy of the settings: before it follows an order, the copy is brought up to date, and what it
 * counts or forgets of the settings itself is counted and forgotten in PostgreSQL.
 */
export function sharedIntake(
  intake: IntakePort,
  { pool, settings }: SharedSettings,
  catchUp: () => Promise<void>,
): IntakePort {
  const { deletion } = intake
  const after =
    <A extends unknown[], R>(order: (...asked: A) => Promise<R>) =>
    async (...asked: A): Promise<R> => {
      await catchUp()
      return await order(...asked)
    }
  return {
    live: (request) => intake.live(request),
    import: after((request) => intake.import(request)),
    reclassify: after((site) => intake.reclassify(site)),
    removeSite: after((site) => intake.removeSite(site)),
    erase: after(async (site, name) => {
      const erased = await intake.erase(site, name)
      if (name.kind === 'account') await forgetAccountNote(settings, site, name.id)
      return erased
    }),
    deletion: {
      begin: after((one) => deletion.begin(one)),
      list: (id, events) => deletion.list(id, events),
      start: (id, counts) => deletion.start(id, counts),
      takeBack: after((site, id) => deletion.takeBack(site, id)),
    },
    leaving: intake.leaving,
    coming: intake.coming,
    addClicks: (clicks: LinkClicks[]) => addSharedClicks(pool, clicks),
    onCommit: (listener) => intake.onCommit(listener),
    onStorage: (listener) => intake.onStorage(listener),
    ready: () => intake.ready(),
    close: () => intake.close(),
  }
}
