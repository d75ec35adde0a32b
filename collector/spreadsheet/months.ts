const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl']

/** A month as each language names it: long and short, alone and beside a day. */
function namesOf(month: number): string[] {
  const at = Date.UTC(2026, month - 1, 1)
  return FORMATS.flatMap((format) => {
    const named = format.formatToParts(at).find(({ type }) => type === 'month')
    return named ? [plain(named.value)] : []
  })
}

const FORMATS = LANGUAGES.flatMap((language) =>
  (['long', 'short'] as const).flatMap((month) => [
    new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' }),
    new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC' }),
  ]),
)

/** Without accents and dots. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036F.]/gu, '')
    .toLowerCase()
}

const MONTHS = new Map(
  Array.from({ length: 12 }, (_, i) => namesOf(i + 1).map((name) => [name, i + 1] as const)).flat(),
)
  // As people shorten them where the language has another way.
  .set('sep', 9)
  .set('mrz', 3)

/** 1 to 12 of a month's name in one of eight languages; undefined for another word. */
export function monthNamed(word: string): number | undefined {
  return MONTHS.get(plain(word))
}
