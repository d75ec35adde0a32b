/** Lets others write in between. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
