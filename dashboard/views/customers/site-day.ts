import { day } from '../../dates.ts'
import { dayIn } from '../../models/period.ts'
import { site } from '../../models/sites.ts'
import { locale, now } from '../../models/view.ts'

/** The day of an instant in the site's zone, with the year where that is not the present one. */
export function siteDay(at: string): string {
  const timezone = site.value?.timezone ?? 'UTC'
  const thisYear = dayIn(timezone, now.value).slice(0, 4)
  return day(dayIn(timezone, Date.parse(at)), locale.value.language, thisYear)
}
