import { Refusal } from './refusal.ts'

/**
 * A report's answer that tells of a time that is over. Throws a 503 where the engine had not been told of all events before `over`,
 * epoch ms: so far its counts are too small.
 */
export function ofAllBefore<Answer>(over: number, answer: Answer): Answer {
  const { meta } = answer as { meta?: { as_of?: string } }
  if (meta?.as_of !== undefined && Date.parse(meta.as_of) < over) {
    throw new Refusal(503, `so far the reports know of events until ${meta.as_of} alone`)
  }
  return answer
}
