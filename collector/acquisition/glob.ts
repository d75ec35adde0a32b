/**
 * Does the whole text match the pattern, where `*` is any characters including `/`? Exact in case.
 * Walks forward and goes back to the last `*` only: no regular expression, so no blow-up.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const [first = '', ...later] = pattern.split('*')
  if (!text.startsWith(first)) return false
  const last = later.pop()
  if (last === undefined) return text.length === first.length
  let at = first.length
  for (const part of later) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}
