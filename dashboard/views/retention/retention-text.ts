import type { journeys } from '../../texts/en/journeys.ts'

type Said = (typeof journeys)['retention']['said']

/** How the report words why there are no stages, or what it cannot see, and the catalogue's sentence for each. */
const SENTENCES: readonly (readonly [RegExp, (text: Said, found: readonly string[]) => string])[] =
  [
    [
      /^a curve needs (\d+) complete periods, there are (\d+)$/u,
      (text, [, least = '', known = '']) => text.tooShort(least, known),
    ],
    [
      /^too few people to tell: (\d+), (\d+) are the least$/u,
      (text, [, known = '', least = '']) => text.tooFew(known, least),
    ],
    [/^browsers of this site have no id/u, ({ withoutIds }) => withoutIds],
    [
      /^(\d+) events that fewer people did than any of the (\d+) looked at/u,
      (text, [, rare = '', most = '']) => text.rare(rare, most),
    ],
  ]

/** A sentence of the report in the reader's language; as it is where it is none of these. */
export function retentionText(sentence: string, text: Said): string {
  for (const [known, told] of SENTENCES) {
    const found = known.exec(sentence)
    if (found) return told(text, found)
  }
  return sentence
}
