import type { subscriptionFiles } from '../../texts/en/subscription-files.ts'

type Texts = typeof subscriptionFiles
type Field = keyof Texts['fields'] | keyof Texts['invoiceFields']
type Sentence = (text: Texts['reasons'], found: readonly string[], all: Texts) => string

/** How the API words what it finds wrong with a file of subscriptions or invoices, and the catalogue's sentence. */
const SENTENCES: readonly (readonly [RegExp, Sentence])[] = [
  [/^no (?:account|user) of this site is called/u, (text) => text.unknownCustomers],
  [/^a file does not say since when a payment is late/u, (text) => text.late],
  [/^(\d+) more lines are refused/u, (text, [lines = '']) => text.more(lines)],
  [/^no line of the file names columns/u, (text) => text.noHeader],
  [/^the file has a header and no lines/u, (text) => text.noLines],
  [
    /^the file has no column for ([^;]+);/u,
    (text, [names = ''], all) =>
      text.noColumn(
        fieldsIn(names)
          .map((field) => namesOf(all)[field])
          .join(', '),
      ),
  ],
  [
    /^(\w+) and (\w+) are both said to be "(.*)"; each/su,
    (text, [one = '', other = '', column = ''], all) =>
      text.twoNumbers(nameOf(one, all), nameOf(other, all), column),
  ],
  [/^the file has no column (".+?");/su, (text, [names = '']) => text.notThere(names)],
  [
    /^line (\d+): (.+) \((\d+) of (\d+) lines are refused/su,
    (text, [, , some = '', all = '']) => text.refused(some, all),
  ],
  [/^line (\d+) tells of "(.+)" already/su, (text, [line = '', id = '']) => text.twice(line, id)],
  [/^the status "(.*)" is unknown/su, (text, [status = '']) => text.status(status)],
  [/^the interval "(.*)" is unknown/su, (text, [interval = '']) => text.interval(interval)],
  [/^no invoice of the file tells/u, (text) => text.nothing],
  [
    /^what an invoice comes to is read from "(.*)", and/su,
    (text, [column = '']) => text.mayHoldTax(column),
  ],
  [/^"(.*)" of Stripe is of the period/su, (text, [column = '']) => text.periodBefore(column)],
  [/^(\d+) of the subscriptions end with/u, (text, [some = '']) => text.unbilled(some)],
  [/^it comes to less than nothing/u, (text) => text.credit],
  [/^(.*) is more than anybody pays/su, (text, [price = '']) => text.large(price)],
  [/^it does not say what period/u, (text) => text.noPeriod],
  [
    /^its period ends at (\S+), before it begins at (\S+)/u,
    (text, [end = '', start = '']) => text.periodEndsFirst(dayIn(end), dayIn(start)),
  ],
  [/^a period of (-?\d+) days is no interval/u, (text, [days = '']) => text.noInterval(days)],
  [
    /^line (\d+) bills this period of "(.+)" already/su,
    (text, [line = '', id = '']) => text.billedTwice(line, id),
  ],
  [/^its period overlaps that of line (\d+)/u, (text, [line = '']) => text.overlaps(line)],
  [/^it names no subscription/u, (text) => text.noId],
  [/^nobody is named whose "(.*)" is/su, (text, [id = '']) => text.nobody(id)],
  [/^"(.*)" is no price/su, (text, [price = '']) => text.price(price)],
  [/^the price (.*) is below zero/su, (text, [price = '']) => text.below(price)],
  [/^it does not say when it began/u, (text) => text.noStart],
  [/^"(.*)" is no time/su, (text, [cell = '']) => text.time(cell)],
  [/^every (\d+ \w+) is too seldom/u, (text, [rhythm = '']) => text.seldom(rhythm)],
  [
    /^the (?:subscription|customer)’s id is longer than (\d+)/u,
    (text, [most = '']) => text.long(most),
  ],
  [/^"(.*)" is no (?:count|quantity)/su, (text, [cell = '']) => text.number(cell)],
  [
    /^it is (\w+), but begins at (\S+)/u,
    (text, [standing = '', at = ''], all) => text.begins(standingIn(standing, all), dayIn(at)),
  ],
  [
    /^it is (\w+), but its trial ends at (\S+)/u,
    (text, [standing = '', at = ''], all) => text.trial(standingIn(standing, all), dayIn(at)),
  ],
  [
    /^it is (\w+), and nobody says since when/u,
    (text, [standing = ''], all) => text.noEnd(standingIn(standing, all)),
  ],
  [
    /^it is (\w+), but end(?:ed|s) at (\S+)/u,
    (text, [standing = '', at = ''], all) => text.ends(standingIn(standing, all), dayIn(at)),
  ],
  [
    /^it ended at (\S+), before it began at (\S+)/u,
    (text, [ended = '', began = '']) => text.endFirst(dayIn(ended), dayIn(began)),
  ],
]

/** A sentence of the API about a file of subscriptions in the reader's language, where it is known; as it is else. */
export function subscriptionText(message: string, text: Texts): string {
  for (const [pattern, sentence] of SENTENCES) {
    const found = pattern.exec(message)
    if (found) return sentence(text.reasons, found.slice(1), text)
  }
  return message
}

/** The fields for which a refusal finds no column. */
export function missingFields(message: string): Field[] {
  const [, names = ''] = /^the file has no column for ([^;]+);/u.exec(message) ?? []
  return fieldsIn(names)
}

/** Of the fields of both kinds of files. */
export function namesOf({ fields, invoiceFields }: Texts): Record<Field, string> {
  return { ...invoiceFields, ...fields }
}

function nameOf(field: string, all: Texts): string {
  return namesOf(all)[field as Field] ?? field
}

function fieldsIn(names: string): Field[] {
  return names.split(', ').filter((name) => name !== '') as Field[]
}

function standingIn(standing: string, { standings }: Texts): string {
  return Object.hasOwn(standings, standing)
    ? standings[standing as keyof typeof standings]
    : standing
}

/** Of an instant its day. */
function dayIn(at: string): string {
  return at.slice(0, 10)
}
