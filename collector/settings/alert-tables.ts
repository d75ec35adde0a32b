import type { Generated } from 'kysely'

interface AlertRow {
  id: string
  site: number
  name: string
  /** JSON: all that the alert says besides its name. */
  definition: string
  /** 1: it is neither judged nor told. */
  paused: number
  created_at: number
}

/** What has come of an alert so far; without a row nothing has been judged. */
interface AlertStateRow {
  alert: string
  /** What was judged, as text: of another definition nothing in this row is true. */
  judged_by: string
  /** `ok`, `breached`, `broken` */
  condition: string
  /** What people were told last. */
  told: string
  /** Of the first interval of a breach; null while there is none. */
  since: number | null
  /** End of the latest interval that was judged. */
  judged_to: number
  /** JSON: what it was. */
  reading: string | null
  /** JSON: why it cannot be judged. */
  reason: string | null
  /** When it is to be looked at again. */
  due_at: number
  /** Counts writes, so that of two who judged at once one has. */
  revision: number
}

interface AlertEventRow {
  id: Generated<number>
  alert: string
  at: number
  /** `fired`, `recovered`, `broken` */
  kind: string
  /** JSON: the reading, or the reason. */
  reading: string
  /** Null while nobody was told: in quiet hours, or where nobody is to be. */
  told_at: number | null
}

export interface AlertTables {
  alert: AlertRow
  alert_state: AlertStateRow
  alert_event: AlertEventRow
}
