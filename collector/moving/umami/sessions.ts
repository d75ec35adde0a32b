import { Refusal } from '../../refusal.ts'
import { cellsOf } from '../columns.ts'
import { rowsOf, type Table } from '../csv-rows.ts'
import { OF_SESSION } from './columns.ts'
import type { FoundTable } from './read-umami.ts'

/** What each session tells, as an event's row would. */
export type Sessions = ReadonlyMap<string, Readonly<Record<string, string>>>

/** Of 200 bytes each: they are held while the events are read. */
const MOST = 3_000_000

export function isSessions({ columns }: Table): boolean {
  return (
    ['session_id', 'browser', 'os'].every((name) => columns.includes(name)) &&
    !columns.includes('url_path')
  )
}

/** The sessions of a dump. Throws a 422 for more than can be held. */
export async function sessionsOf(tables: readonly FoundTable[]): Promise<Sessions> {
  const sessions = new Map<string, Record<string, string>>()
  for (const { entry, table } of tables) {
    const cellOf = cellsOf(table, ['session_id', ...OF_SESSION], ['session_id'])
    for await (const rows of rowsOf(entry, table)) {
      for (const { cells } of rows) {
        const told = OF_SESSION.map((name) => [name, cellOf(cells, name)])
        const known = told.filter(([, value]) => value !== '')
        sessions.set(cellOf(cells, 'session_id'), Object.fromEntries(known))
      }
      if (sessions.size > MOST) {
        throw new Refusal(422, `more than ${MOST} sessions; import a shorter period at once`)
      }
    }
  }
  return sessions
}
