import type { Texts } from './texts/texts.ts'

type Refusals = Texts['refusals']

/** What the catalogue says, told what stood in the API's words. */
type Sentence = (text: Refusals, a: string, b: string) => string

/** How the API words its usual refusals, and the catalogue's sentence for each; the first that fits decides. */
const USUAL: readonly (readonly [RegExp, Sentence])[] = [
  [/received undefined$|expected string to have >=1 /u, ({ required }) => required],
  [/^(?:Too small: expected string to have >=|at least )(\d+)/u, (text, n) => text.shortest(n)],
  [/^Too big: expected string to have <=(\d+)/u, (text, n) => text.longest(n)],
  [/^Too small: expected number to be >=(-?[\d.]+)/u, (text, n) => text.least(n)],
  [/^Too small: expected number to be >(-?[\d.]+)/u, (text, n) => text.above(n)],
  [/^Too big: expected number to be <=(-?[\d.]+)/u, (text, n) => text.most(n)],
  [/^Too small: expected array/u, ({ some }) => some],
  [/^expected a list with at least one value$/u, ({ required }) => required],
  [/^Too big: expected array to have <=(\d+)/u, (text, n) => text.many(n)],
  [/expected int, /u, ({ whole }) => whole],
  [/expected number, | compares numbers$/u, ({ number }) => number],
  [/^Invalid ISO date/u, ({ date }) => date],
  [/^lies in the past$/u, ({ past }) => past],
  [/^not an e-mail address/u, ({ email }) => email],
  [/^not a web address/u, ({ address }) => address],
  [/^"(.*)" is not a host name/su, (text, host) => text.quoted(host, text.host)],
  [/^not an address or CIDR range/u, ({ range }) => range],
  [/^a slug has /u, ({ slug }) => slug],
  [/^this slug is reserved/u, ({ reserved }) => reserved],
  [/^there is already a |^the slug ".*" is taken/su, ({ taken }) => taken],
  [/^this password is among the first/u, ({ common }) => common],
  [/^segment "(.*)" is used by [a-z ]+ "(.*)"$/su, (text, name, user) => text.used(name, user)],
]

/** A sentence of the API in the reader's language, where it is one of the usual; as it is else. */
export function refusalText(message: string, text: Refusals): string {
  for (const [usual, sentence] of USUAL) {
    const found = usual.exec(message)
    if (found) return sentence(text, found[1] ?? '', found[2] ?? '')
  }
  return message
}
