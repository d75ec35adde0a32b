import type { Filter } from '../../../collector/settings/filter.ts'
import type { Dimension } from '../../../collector/vocabulary.ts'
import { valueName } from '../../names.ts'
import type { Texts } from '../../texts/texts.ts'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const PAIRS = LETTERS.flatMap((a) => LETTERS.map((b) => a + b))

/** Values that are shown by another name than they are stored by, as far as there is a list of them. */
const STORED: Partial<Record<Dimension, (texts: Texts) => readonly string[]>> = {
  country: () => PAIRS,
  language: () => PAIRS.map((pair) => pair.toLowerCase()),
  channel: ({ channels }) => Object.keys(channels),
  device: ({ audience }) => Object.keys(audience.devices),
  event: ({ eventNames }) => Object.keys(eventNames),
}
/** Of these nothing but codes is stored. */
const CODED: ReadonlySet<Dimension> = new Set(['country', 'language', 'device'])

interface Reader {
  language: string
  texts: Texts
}

/** The filter that leaves the rows whose name, as it is shown, has what was typed in it: "germ" is the country DE. */
export function soughtFilter(dimension: Dimension, typed: string, reader: Reader): Filter {
  const part = typed.toLowerCase()
  const codes = (STORED[dimension]?.(reader.texts) ?? []).filter((code) => {
    const name = valueName(dimension, code, reader.language, reader.texts)
    return name !== code && name.toLowerCase().includes(part)
  })
  const byName: Filter = ['is', dimension, codes]
  // A code that nobody has, where no name matches: nothing is found.
  if (CODED.has(dimension)) return codes.length > 0 ? byName : ['is', dimension, [typed]]
  const byValue: Filter = ['contains', dimension, [typed]]
  return codes.length > 0 ? ['or', [byValue, byName]] : byValue
}
