import type { DataQualityAnswer } from '../../collector/reports/data-quality.ts'
import { count, full } from '../format.ts'
import { locale } from '../models/view.ts'
import { spelled } from '../names.ts'
import { words } from '../texts/texts.ts'

/** How many visits came by links with wrong tags, and by which faults; nothing where none did. */
export function BrokenTags({ of: { visits, kinds } }: { of: DataQualityAnswer['broken_tags'] }) {
  const { acquisition, quality } = words.value
  if (visits === 0) return null
  const faults = kinds.map(({ kind, visits }) =>
    acquisition.fault(spelled(quality.kinds, kind), full('count', visits, locale.value)),
  )
  return <>{acquisition.broken(count(visits, locale.value), faults)}</>
}
