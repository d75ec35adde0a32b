/** A table that every collector's file has a copy of: what intake and reports read, whether PostgreSQL answers or not. */
export interface Copied {
  table: string
  /** Columns of the key, with their types in PostgreSQL. */
  key: readonly (readonly [column: string, type: 'text' | 'bigint'])[]
  /** Columns of text that no two rows share, beside the key. */
  unique?: readonly string[]
}

/** Those that others refer to first. */
export const COPIED: readonly Copied[] = [
  { table: 'site', key: [['id', 'bigint']], unique: ['domain', 'umami_website_id'] },
  { table: 'rules', key: [['site', 'bigint']] },
  { table: 'goal', key: [['id', 'text']], unique: ['name'] },
  { table: 'segment', key: [['id', 'text']], unique: ['name'] },
  { table: 'funnel', key: [['id', 'text']], unique: ['name'] },
  {
    table: 'rate',
    key: [
      ['site', 'bigint'],
      ['base', 'text'],
      ['currency', 'text'],
      ['day', 'text'],
    ],
  },
  {
    table: 'account_note',
    key: [
      ['site', 'bigint'],
      ['account', 'text'],
    ],
  },
  { table: 'experiment', key: [['id', 'bigint']], unique: ['key'] },
  {
    table: 'experiment_phase',
    key: [
      ['experiment', 'bigint'],
      ['phase', 'bigint'],
    ],
  },
  {
    table: 'experiment_step',
    key: [
      ['experiment', 'bigint'],
      ['at', 'bigint'],
      ['step', 'text'],
    ],
  },
  { table: 'link', key: [['id', 'text']], unique: ['slug'] },
  { table: 'spend_file', key: [['id', 'bigint']] },
  { table: 'spend', key: [['id', 'bigint']] },
  {
    table: 'spend_day',
    key: [
      ['site', 'bigint'],
      ['import', 'text'],
      ['day', 'text'],
      ['file', 'bigint'],
    ],
  },
  { table: 'offline_export', key: [['id', 'bigint']] },
  {
    table: 'offline_event',
    key: [
      ['export', 'bigint'],
      ['event', 'text'],
    ],
  },
  {
    table: 'offline_name',
    key: [
      ['site', 'bigint'],
      ['platform', 'text'],
      ['goal', 'text'],
    ],
  },
  { table: 'token', key: [['id', 'text']], unique: ['hash'] },
  { table: 'collector', key: [['number', 'bigint']] },
  { table: 'assignment', key: [['site', 'bigint']] },
]

/** Tables that are asked for in PostgreSQL alone: who may do what, and what only pages of settings show. */
export const KEPT_THERE: readonly string[] = [
  ...['user', 'member', 'session', 'sign_in_link', 'share', 'audit'],
  ...['provider_subject', 'mail_link'],
  ...['annotation', 'saved_view', 'subscription_import', 'link_click'],
  ...['channel_out', 'address_answer', 'delivery'],
  ...['digest', 'digest_unsubscribed'],
  ...['alert', 'alert_state', 'alert_event'],
  'history_import',
]
