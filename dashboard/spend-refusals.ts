import type { spendSaid } from './texts/en/spend-said.ts'

type Said = typeof spendSaid

/** What the catalogue says, told what stood in the API's words. */
type Sentence = (text: Said, found: readonly string[]) => string

const BESIDE = /^the import "(.+)" has the same source/su

/** How the API words what it finds wrong with a file of spend, and the catalogue's sentence; the first that fits decides. */
const SENTENCES: readonly (readonly [RegExp, Sentence])[] = [
  [/^"(.+)" may be two days;/su, (text, [day = '']) => text.twoDays(day)],
  [/^the dates of the file are written both ways/u, (text) => text.bothWays],
  [/^"(.+)" is the sign of several currencies/su, (text, [sign = '']) => text.sign(sign)],
  [/^the file does not say whose cost it is/u, (text) => text.whose],
  [/^no line of the file names columns/u, (text) => text.noHeader],
  [/^the file has no column of cost/u, (text) => text.noCost],
  [/^the report has no column of days/u, (text) => text.noDays],
  [
    /^line (\d+) is of a whole period \((.+)\)/u,
    (text, [line = '', days = '']) => text.period(line, days),
  ],
  [/^line (\d+): a quotation mark is opened/u, (text, [line = '']) => text.quote(line)],
  [/^the file has a header and no rows/u, (text) => text.noRows],
  [/^the file has no column (".+?")(?:;|$)/su, (text, [names = '']) => text.noColumn(names)],
  [
    /^line (\d+): (.+) \((\d+) of (\d+) lines are refused/su,
    (text, [, , some = '', all = '']) => text.refused(some, all),
  ],
  [
    /^(\d+) cells where the header has (\d+)(; the file seems to be cut off here)?/u,
    (text, [some = '', all = '', cut = '']) => text.cells(some, all, cut !== ''),
  ],
  [/^no day$/u, (text) => text.noDay],
  [/^no source$/u, (text) => text.noSource],
  [/^"(.*)" is no day \(/su, (text, [cell = '']) => text.day(cell)],
  [/^"(.*)" is a spreadsheet's number of a day/su, (text, [cell = '']) => text.serial(cell)],
  [
    /^"(.*)" is no number of (?:cost|clicks|impressions) /su,
    (text, [cell = '']) => text.number(cell),
  ],
  [/^unknown currency "(.*)";/su, (text, [code = '']) => text.currency(code)],
  [/^the file names no currency; .* for (\w{3}),/u, (text, [code = '']) => text.assumed(code)],
  [
    /^the file's own total is (\S+) (more|less) than/u,
    (text, [by = '', way = '']) => text.total(by, way === 'more'),
  ],
  [
    /^the file's days are those of (.+), the site's those of (.+)$/u,
    (text, [zone = '', own = '']) => text.zone(zone, own),
  ],
  [/^its days reach to (\S+), which is yet to come/u, (text, [day = '']) => text.future(day)],
  [/^the platform says that its data may be incomplete/u, (text) => text.incomplete],
  [
    /^the file says that it has (\d+) rows and has (\d+)/u,
    (text, [said = '', has = '']) => text.short(said, has),
  ],
  [/^a spreadsheet has rounded the campaign ids/u, (text) => text.rounded],
  [BESIDE, (text, [name = '']) => text.beside(name)],
  [/^it looks like a file of (\w+)/u, (text, [platform = '']) => text.looksLike(platform)],
]

/** A sentence of the API about a file of spend in the reader's language, where it is known; as it is else. */
export function spendText(message: string, text: Said): string {
  for (const [pattern, sentence] of SENTENCES) {
    const found = pattern.exec(message)
    if (found) return sentence(text, found.slice(1))
  }
  return message
}

/** The import that a warning says already tells of the same source and days. */
export function importBeside(warning: string): string | undefined {
  return BESIDE.exec(warning)?.[1]
}
