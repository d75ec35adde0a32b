import type { Generated } from 'kysely'

interface LinkRow {
  id: string
  site: number
  slug: string
  url: string
  source: string
  medium: string
  campaign: string
  content: string | null
  term: string | null
  owner: string | null
  note: string | null
  clicks: Generated<number>
  bots: Generated<number>
  archived: Generated<number>
  last_click_at: Generated<number | null>
  created_at: number
}

/** Clicks on a link within the quarter of an hour that begins at `at`. */
interface LinkClickRow {
  link: string
  at: number
  clicks: number
  bots: number
}

export interface LinkTables {
  link: LinkRow
  link_click: LinkClickRow
}
