import { sql } from 'kysely'
import type { Key } from '../../store/port.ts'

/** What the event e is called. */
export const EVENT_NAME: Key = {
  kind: 'label',
  id: sql`e.name`,
  table: 'name',
  column: 'text',
  folded: false,
}

/** The path it was sent from, in the form it is shown in. */
export const EVENT_PAGE: Key = {
  kind: 'label',
  id: sql`e.page`,
  table: 'page',
  column: 'path',
  folded: false,
  path: true,
}
