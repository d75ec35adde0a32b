/** Lines of a stack that tell where, not what. */
const FRAME = /^ +at /u
const MOST_FRAMES = 8

/**
 * An unexpected error for the log: its class and where it was thrown. Its message stays out, because messages
 * quote what they fail at (`"ann@example.com" is not valid JSON`) and the log holds nothing of visitors.
 */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`
  const frames = (error.stack ?? '').split('\n').filter((line) => FRAME.test(line))
  return [error.name, ...frames.slice(0, MOST_FRAMES).map((line) => line.trim())].join(' ')
}
