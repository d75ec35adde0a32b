import { siteDomain } from '../../models/sites.ts'
import { shownRange } from '../../models/view.ts'

/** `<site>-<name>-<from>--<to>.csv`; for all time `<site>-<name>-all.csv`. */
export function fileName(name: string, ending: 'csv' | 'zip'): string {
  const days = shownRange.peek()
  const period = days ? `${days.from}--${days.to}` : 'all'
  const said = `${siteDomain.peek()}-${name}-${period}`
  return `${said.toLowerCase().replace(/[\s/:]+/gu, '-')}.${ending}`
}
