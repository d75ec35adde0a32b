/** Rows as they lie in the settings (migration 0054-digests). */
interface DigestRow {
  id: string
  site: number
  /** JSON list of addresses. */
  recipients: string
  per: string
  at: string
  weekday: number | null
  timezone: string
  language: string
  /** The day after the last that was told. */
  told_until: string | null
  /** Epoch ms; what was due before is not told. */
  created_at: number
}

interface UnsubscribedRow {
  site: number
  per: string
  email: string
  at: number
}

export interface DigestTables {
  digest: DigestRow
  digest_unsubscribed: UnsubscribedRow
}
