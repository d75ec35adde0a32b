import { z } from 'zod'
import { type AskedFunnel, askedFunnel } from '../funnel/asked.ts'
import { daysFor, dayToday, questionOf } from '../question/ask.ts'
import type { ReportContext } from '../question/context.ts'
import { goalNamed } from '../question/goal-named.ts'
import { common } from '../question/request.ts'

const MOST_STAGES = 12

export const stageFields = {
  /** In which people came to the first stage. */
  period: common.period,
  filters: common.filters,
  /** Goals by name or id, from lead to won. */
  stages: z.array(z.string().max(200)).min(2).max(MOST_STAGES),
}
const Asked = z.object(stageFields)

/** Stages as a funnel that is followed as long as there has been time for; with the names of their goals. */
export async function askedStages(
  context: ReportContext,
  { period, filters, stages }: z.output<typeof Asked>,
): Promise<{ asked: AskedFunnel; goals: string[] }> {
  const days = await daysFor(context, period)
  const question = await questionOf(context, days, filters)
  const goals = stages.map((name) => goalNamed(name, question.goals).name)
  // Days of 25 hours among it.
  const window = `${Math.max(1, dayToday(context) - days.from + 2)}d`
  const asked = await askedFunnel(context, question, {
    ...{ steps: goals.map((goal) => ({ goal })), window, exclude: [] },
    ...{ order: 'ordered', by: 'person' },
  })
  return { asked, goals }
}
