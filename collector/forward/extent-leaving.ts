import { EXTENT_SIZE } from '../store/sqlite/extents.ts'
import { labelsWithin } from '../store/sqlite/leftovers.ts'
import { stretchesOf } from '../store/sqlite/maintenance.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { thoroughly } from '../thoroughly.ts'
import type { Sum } from './checksums.ts'
import type { OldExtent } from './compared-extents.ts'
import { notesOf } from './extent-notes.ts'

/** Events of one transaction, unless one visit has more: some ten milliseconds. */
const EVENTS = 2_000

export interface ExtentLeaving {
  /** Whether some of its events have left already. */
  hasBegun(id: number): boolean
  /** Writes down that its events leave, if it is as it was compared: from here on they are looked for over there. */
  begin(extent: OldExtent, events: Sum): boolean
  /** Removes them, a transaction after the other. False where a change of some has to be told first. */
  goOn(extent: OldExtent, pause: () => Promise<void>): Promise<boolean>
}

export function extentLeaving(db: Connection): ExtentLeaving {
  const steps = statements(db)
  const notes = notesOf(db)
  const inOne = <T>(work: () => T): T => db.transaction(work).immediate()

  function begin(extent: OldExtent, { rows, checksum }: Sum, labels: readonly Label[]): boolean {
    const { id, site, changed } = extent
    if (steps.changed.get(id) !== changed || notes.wait(extent)) return false
    steps.begin.run({ id, site, rows, checksum: String(checksum) })
    for (const label of labels) steps.keepLabel.run(id, label.kind, label.id)
    steps.leaving.run(1)
    steps.listPages.run({ id })
    steps.leaving.run(0)
    return true
  }

  function remove(extent: OldExtent, from: number, to: number): boolean {
    if (notes.wait(extent)) return false
    steps.leaving.run(1)
    steps.remove.run({ from, to })
    steps.leaving.run(0)
    return true
  }

  return {
    hasBegun: (id) => steps.hasBegun.get(id) !== undefined,
    begin(extent, events) {
      // Read before: looking through them all is nothing to keep others waiting for.
      const labels = steps.labels.all({ id: extent.id })
      return inOne(() => begin(extent, events, labels))
    },
    async goOn(extent, pause) {
      const { id } = extent
      const [first, last] = [id * EXTENT_SIZE, (id + 1) * EXTENT_SIZE - 1]
      const stretches = stretchesOf(steps.sizes.all(first, last), first, EVENTS)
      for (const [from, to] of [...stretches, [first, last] as const]) {
        // Whoever is erased later is not to be found where it lay.
        if (!thoroughly(db, () => remove(extent, from, to))) return false
        await pause()
      }
      steps.whole.run(id)
      return true
    },
  }
}

interface Label {
  kind: string
  id: number
}

function statements(db: Connection) {
  return {
    changed: db.prepare<[number], number>('select changed from extent where id = ?').pluck(),
    hasBegun: db.prepare('select 1 from left_extent where id = ?'),
    begin: db.prepare(`insert into left_extent (id, site, rows, checksum, whole)
      values (@id, @site, @rows, @checksum, 0)`),
    labels: db.prepare<[object], Label>(labelsWithin()),
    keepLabel: db.prepare('insert into left_label (extent, kind, id) values (?, ?, ?)'),
    // A visit of many pages leaves them to its events to tell.
    listPages: db.prepare(`update visit set pages = (
        select group_concat(distinct coalesce(e.page, 0)) from event e where e.visit = visit.id)
      where id between @id * ${EXTENT_SIZE} and (@id + 1) * ${EXTENT_SIZE} - 1 and pages is null`),
    // Told before, and not to be told as their removal.
    leaving: db.prepare('update forwarder set leaving = ?'),
    sizes: db.prepare<[number, number], { id: number; size: number }>(
      `select id, size from visit where id between ? and ?
        and exists (select 1 from event where visit = visit.id) order by id`,
    ),
    remove: db.prepare('delete from event where visit between @from and @to'),
    whole: db.prepare('update left_extent set whole = 1 where id = ?'),
  }
}
