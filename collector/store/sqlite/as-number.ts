const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** The number that a text is written as; null where it is none: `2026-11-03`, `1.2.3`, ` 5`. */
export function asNumber(text: string): number | null {
  return NUMBER.test(text) ? Number(text) : null
}
