import type { StatsAnswer } from '../reports/stats.ts'
import type { DateRange } from '../reports/time/period.ts'

interface Beside extends DateRange {
  imported?: StatsAnswer['meta']['imported']
}

interface Answer<Before> {
  meta: Beside & { data_from: string | null }
  compared?: Before | undefined
}

/** What is compared, where it is a like of the days told of; undefined where there was nothing then yet, or not all that counts now. */
export function likeBefore<Before extends Beside>({
  meta,
  compared,
}: Answer<Before>): Before | undefined {
  const since = meta.data_from
  if (!compared || since === null || since > compared.from) return undefined
  const isLeftOut = [meta, compared].some(({ imported }) => (imported?.left_out ?? null) !== null)
  return isLeftOut ? undefined : compared
}

/** The same of one metric: people are no like of visitors that are added up by day, nor is all of what a part says nothing of. */
export function likeBeforeOf<Before extends Beside>(
  metric: string,
  answer: Answer<Before>,
): Before | undefined {
  const { meta, compared } = answer
  const isOther = [meta, compared].some(
    (beside) => beside?.imported?.lacks.includes(metric) || addsUpDays(metric, beside),
  )
  return isOther ? undefined : likeBefore(answer)
}

/** Whether visitors of several days are no people: another tool has told how many came on each, or on one of them. */
export function addsUpDays(metric: string, beside: Beside | undefined): boolean {
  if (!beside?.imported || metric !== 'visitors') return false
  return beside.imported.left_out === null && beside.from !== beside.to
}
