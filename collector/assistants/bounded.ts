/** A list that was cut. */
export interface Cut {
  /** Where it stands: `rows`, `compared.rows`. */
  path: string
  shown: number
  of: number
}

export interface Bounded {
  value: unknown
  cut: Cut[]
}

/** About ten thousand tokens. */
const MOST_CHARACTERS = 40_000
const MOST_ITEMS = 200
const LONGEST_TEXT = 500

/** Controls, and marks that people do not see but a model reads; the joiners of Persian, Hindi and emoji stay. */
const UNSEEN = /(?!\u200C|\u200D|\t|\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu

/** A text as a person would see it, not longer than it tells anything. */
export function plainText(text: string): string {
  const seen = text.replace(UNSEEN, '\uFFFD')
  return seen.length > LONGEST_TEXT ? `${seen.slice(0, LONGEST_TEXT)}…` : seen
}

/** An answer with its lists cut until it fits into what an assistant can read, and what was cut. */
export function bounded(answer: unknown, most = MOST_CHARACTERS): Bounded {
  for (let items = MOST_ITEMS; ; items = Math.floor(items / 2)) {
    const found = cutTo(answer, items)
    if (items === 0 || JSON.stringify(found.value).length <= most) return found
  }
}

function cutTo(answer: unknown, items: number): Bounded {
  const cut: Cut[] = []
  const walk = (value: unknown, path: string): unknown => {
    if (typeof value === 'string') return plainText(value)
    if (Array.isArray(value)) {
      if (value.length > items) cut.push({ path, shown: items, of: value.length })
      return value.slice(0, items).map((item, i) => walk(item, `${path}.${i}`))
    }
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([name, one]) => [
      plainText(name),
      walk(one, path === '' ? name : `${path}.${name}`),
    ])
    return Object.fromEntries(entries)
  }
  return { value: walk(answer, ''), cut }
}
