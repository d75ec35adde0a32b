/** Lets other requests come in between. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
