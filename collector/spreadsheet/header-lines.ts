/** A line as it would be as a header, by one delimiter. */
export interface HeaderLine {
  delimiter: string
  headers: string[]
  /** The lines above. */
  preamble: string[]
  /** Where the rows begin: the character, and the number of the line before them, from 1. */
  end: number
  line: number
}

const DELIMITERS = [',', ';', '\t', '|'] as const
/** Preambles are shorter. */
const MOST_LINES = 60

/** Characters of a header; a longer line is none, and to seek names in 64 MiB of one takes minutes. */
const LONGEST_HEADER = 100_000

/** Each of the first lines of a table, by each delimiter. */
export function headerLines(text: string): HeaderLine[] {
  const lines = firstLines(text)
  return lines.flatMap(({ text: line, end }, index) => {
    if (line.length > LONGEST_HEADER) return []
    const preamble = lines.slice(0, index).map((above) => above.text)
    return DELIMITERS.map((delimiter) => ({
      delimiter,
      headers: cellsOf(line, delimiter),
      preamble,
      end,
      line: index + 1,
    }))
  })
}

interface Line {
  text: string
  end: number
}

function firstLines(text: string): Line[] {
  const lines: Line[] = []
  const breaks = /\r\n|\n|\r|$/gu
  for (let from = 0; from < text.length && lines.length < MOST_LINES; ) {
    breaks.lastIndex = from
    const found = breaks.exec(text)
    const at = found?.index ?? text.length
    const end = at + (found?.[0].length ?? 0)
    lines.push({ text: text.slice(from, at), end })
    from = end
  }
  return lines
}

/** The cells of a header, quoted or not. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const character of line) {
    if (character === '"') quoted = !quoted
    else if (character === delimiter && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  return [...cells, cell].map((text) => text.trim())
}
