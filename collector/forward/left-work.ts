import type { Connection } from '../store/sqlite/open.ts'
import type { LeftExtent, LeftThere } from './left-there.ts'
import type { LeftWork } from './load.ts'

/** Extents that are looked at at once, and how far apart: over there all between them is read. */
const EXTENTS = 64
const APART = 16

/**
 * Sees to events that have left the file, of visits and accounts that have gone from it: they go there, too, and what only they
 * referred to is nobody's any more. Interrupted anywhere, it is done again.
 */
export async function doLeftWork(
  db: Connection,
  there: LeftThere,
  { dropped, disowned }: LeftWork,
  version: number,
): Promise<void> {
  if (dropped.size === 0 && disowned.length === 0) return
  const steps = statements(db)
  const touched = new Map<number, Set<number>>()
  const touch = (site: number, extents: readonly number[]) =>
    touched.set(site, new Set([...(touched.get(site) ?? []), ...extents]))
  for (const [site, visits] of dropped) {
    await there.drop(site, visits, version)
    touch(site, steps.among(visits))
  }
  for (const { site, account } of disowned) {
    const extents = steps.ofAccount.all(account)
    for (const some of runsOf(extents))
      await there.disown({ site, account, extents: some }, version)
    touch(site, extents)
  }
  for (const [site, extents] of touched) {
    for (const some of runsOf([...extents])) {
      const looked = await there.look({ site, extents: some })
      db.transaction(() => {
        for (const id of some) steps.refresh(site, id, looked.get(id) ?? NOTHING)
        steps.advance.run()
      }).immediate()
    }
  }
}

const NOTHING: LeftExtent = {
  ...{ rows: 0, checksum: 0n },
  labels: { page: [], title: [], query: [], acquisition: [], name: [], account: [], property: [] },
}

/** Numbers that lie near one another, ascending. */
export function runsOf(extents: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const id of [...extents].sort((a, b) => a - b)) {
    const run = runs.at(-1)
    const isNear = run !== undefined && id - (run.at(-1) ?? id) <= APART && run.length < EXTENTS
    if (isNear) run.push(id)
    else runs.push([id])
  }
  return runs
}

function statements(db: Connection) {
  const among = db
    .prepare<[string], number>(
      `select distinct x.id from json_each(?) v join left_extent x on x.id = v.value / 1024`,
    )
    .pluck()
  const sums = db.prepare('update left_extent set rows = ?, checksum = ? where id = ?')
  const held = db.prepare<[number], { kind: keyof LeftExtent['labels']; id: number }>(
    'select kind, id from left_label where extent = ?',
  )
  const property = db
    .prepare<[number, string], number>('select id from property where site = ? and key = ?')
    .pluck()
  const free = db.prepare('delete from left_label where extent = ? and kind = ? and id = ?')
  const leave = db.prepare(`insert into leftover (kind, id, round)
    select ?, ?, (select epoch from writer) where 1
    on conflict (kind, id) do update set round = excluded.round`)

  /** What the extent's events referred to and no longer do is looked for in all others. */
  function refresh(site: number, id: number, { rows, checksum, labels }: LeftExtent): void {
    sums.run(rows, String(checksum), id)
    const known = labels.property.map((key) => property.get(site, String(key)))
    const named = { ...labels, property: known }
    for (const label of held.all(id)) {
      if ((named[label.kind] as unknown[]).includes(label.id)) continue
      free.run(id, label.kind, label.id)
      leave.run(label.kind, label.id)
    }
  }

  return {
    /** The extents of visits, as far as they are still there. */
    among: (visits: readonly number[]) => among.all(JSON.stringify(visits)),
    ofAccount: db
      .prepare<[number], number>(`select extent from left_label where kind = 'account' and id = ?`)
      .pluck(),
    refresh,
    advance: db.prepare('update writer set epoch = epoch + 1'),
  }
}
