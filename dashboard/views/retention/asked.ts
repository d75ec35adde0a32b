import { anchorOf } from '../../models/funnel.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { aloneRequest, view } from '../../models/view.ts'

export const UNITS = ['day', 'week', 'month'] as const
export type Unit = (typeof UNITS)[number]

export function unitInView(): Unit {
  return UNITS.find((unit) => unit === view.value.options.unit) ?? 'week'
}

/** So many periods stand side by side. */
const PERIODS = { day: 15, week: 13, month: 7 } satisfies Record<Unit, number>

/** What both reports of cohorts are asked with. */
export function cohortRequest() {
  const { first, back } = view.value.options
  const unit = unitInView()
  return {
    ...aloneRequest.value,
    unit,
    periods: PERIODS[unit],
    ...(first && { cohort: anchorOf(first) }),
    ...(back && { return: anchorOf(back) }),
  }
}

type Point = ReportAnswer<'retention/features'>['rows'][number]['with'][number]

/** Whether there is anybody whose share it could be. */
export function isRated(
  point: Point | undefined,
): point is Point & { rate: number; interval: [number, number] } {
  return point !== undefined && point.rate !== null && point.interval !== null
}
