import { z } from 'zod'

/** What a shared link shows only where its owner ticked it: reports, and the notes on the charts. */
export const SHARED_REPORTS = ['journeys', 'retention', 'changes', 'customers', 'notes'] as const
export type SharedReports = (typeof SHARED_REPORTS)[number]

export const SharedReportList = z.array(z.enum(SHARED_REPORTS)).max(SHARED_REPORTS.length)

/** As they are stored, in the order in which they are shown. */
export function storedReports(ticked: readonly SharedReports[]): string {
  return JSON.stringify(SHARED_REPORTS.filter((one) => ticked.includes(one)))
}

export function reportsOf({ reports }: { reports: string }): SharedReports[] {
  return SharedReportList.parse(JSON.parse(reports))
}
