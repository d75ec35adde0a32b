/** The same function of a text that works out nothing twice: for texts that repeat, as long as it is kept. */
export function remembered<Value>(of: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, { value: Value }>()
  return (text) => {
    const found = known.get(text)
    if (found) return found.value
    const value = of(text)
    known.set(text, { value })
    return value
  }
}
