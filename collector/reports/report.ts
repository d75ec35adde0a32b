import type { z } from 'zod'
import type { ReportContext } from './question/context.ts'

/** A report: what it is asked, what it answers, and how the one becomes the other. */
export interface Report<Request extends z.ZodType, Answer extends z.ZodType> {
  summary: string
  request: Request
  answer: Answer
  run(context: ReportContext, request: z.output<Request>): Promise<z.output<Answer>>
  /** It is about what the collector's own file holds now, whatever engine tells of the rest. */
  from?: 'file' | 'now'
  /** The rows of its CSV, where they are no list of the answer. */
  table?(answer: z.output<Answer>): readonly object[]
}

/** Says of a report what its parts are. */
export function report<Request extends z.ZodType, Answer extends z.ZodType>(
  one: Report<Request, Answer>,
): Report<Request, Answer> {
  return one
}
