import type { Count } from '../count.ts'
import { counted } from './counted.ts'

/** Words of the fixes that data quality offers. */
export const fixes = {
  titles: { alias: 'Add alias', rule: 'Add rule', exclusion: 'Ignore referrer' },
  intros: {
    alias: 'Both spellings count as one from now on, in all history.',
    rule: 'Visits with this source and medium get the channel you choose, in all history.',
    exclusion:
      'People come back from this host rather than from it. Without it, visits count by what really brought them.',
  },
  host: 'Host',
  apply: 'Apply',
  done: 'Fixed, in all history',
  mended: 'Fixed',
  preview: 'What it changes',
  reaches: (visits: Count) =>
    visits.value === 0 ? 'Reaches no visit so far' : `${counted(visits, 'visit')} of all time`,
}
