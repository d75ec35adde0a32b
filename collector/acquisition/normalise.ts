/** How a tag's value is shown: trimmed, inner white space collapsed, its case kept. */
export function spelling(value: string): string {
  return value.trim().replace(/\s+/g, ' ')
}

/** How a tag's value is grouped and compared: its spelling in lower case. */
export function normalise(value: string): string {
  return spelling(value).toLowerCase()
}
