import { Refusal } from './refusal.ts'

/** The engine had not been told of all events that are asked for: its counts are too small so far. A 503. */
export class KnownUntil extends Refusal {
  /** Epoch ms. */
  readonly until: number

  constructor(until: number) {
    super(503, `so far the reports know of events until ${new Date(until).toISOString()} alone`)
    this.until = until
  }
}

/** Up to when a report's answer knows of all events, epoch ms; Infinity where it knows all that there are. */
export function knownUntil(answer: unknown): number {
  const { meta } = answer as { meta?: { as_of?: string } }
  return meta?.as_of === undefined ? Number.POSITIVE_INFINITY : Date.parse(meta.as_of)
}

/** A report's answer that tells of a time that is over. Throws KnownUntil where it knows not all before `over`, epoch ms. */
export function ofAllBefore<Answer>(over: number, answer: Answer): Answer {
  const until = knownUntil(answer)
  if (until < over) throw new KnownUntil(until)
  return answer
}
