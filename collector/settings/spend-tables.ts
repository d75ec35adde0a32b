import type { Generated } from 'kysely'

/** A file of spend, standing where `spend_day` says so. */
interface SpendFileRow {
  id: Generated<number>
  site: number
  import: string
  platform: string
  at: number
  /** JSON: how its columns were read, where somebody had to say it. */
  mapping: string | null
}

interface SpendDayRow {
  site: number
  import: string
  day: string
  file: number
}

interface SpendRow {
  id: Generated<number>
  file: number
  day: string
  source: string
  medium: string | null
  campaign: string | null
  content: string | null
  term: string | null
  campaign_id: string | null
  /** Minor units. */
  amount: number
  currency: string
  clicks: number | null
  impressions: number | null
}

/** The tables of spend, as they lie in the file. */
export interface SpendTables {
  spend_file: SpendFileRow
  spend_day: SpendDayRow
  spend: SpendRow
  /** A view: the rows that count. */
  standing_spend: Omit<SpendRow, 'id'> & { id: number; site: number; import: string }
}
