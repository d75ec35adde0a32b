/**
 * What was read, kept for a moment: who asks meanwhile is answered from it, and who asks while it is read waits for that.
 * `now` answers epoch ms.
 */
export function forAMoment<Value>(
  read: () => Promise<Value>,
  ms: number,
  now: () => number,
): { (): Promise<Value>; anew(): Promise<Value> } {
  let known: { value: Value; at: number } | undefined
  let reading: Promise<Value> | undefined

  async function readAnew(): Promise<Value> {
    const value = await read()
    known = { value, at: now() }
    return value
  }

  const anew = () => {
    reading ??= readAnew().finally(() => {
      reading = undefined
    })
    return reading
  }
  const kept = async () => (known && Math.abs(now() - known.at) <= ms ? known.value : await anew())
  return Object.assign(kept, { anew })
}
