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
  [
    /^(?:segment|funnel|goal) "(.*?)" is used by [a-z ]+ "(.*?)"(?:: .*)?$/su,
    (text, name, user) => text.used(name, user),
  ],
  [
    /unknown [a-z ]+ "(.*)"; the nearest known is "(.*)"$/su,
    (text, name, near) => text.unknown(name, near),
  ],
  [/unknown [a-z ]+ "(.*)"; there is no /su, (text, name) => text.none(name)],
  [/a funnel has (\d+) to (\d+) steps$/u, (text, least, most) => text.steps(least, most)],
  [/^a path has a start or an end/u, ({ ends }) => ends],
  [/^nobody came first in this period whose day (\d+)/u, (text, day) => text.nobody(day)],
  [/an attempt begins with step 0, so step (\d+)/u, (text, step) => text.again(place(step))],
  [/in any order nothing lies between two steps/u, ({ between }) => between],
  [/step: the funnel's steps are 0 to (\d+)/u, (text, last) => text.noStep(place(last))],
  [
    /^filters choose by (\d+) funnels.*use at most (\d+)/u,
    (text, n, most) => text.funnels(n, most),
  ],
  [/^(\d+) cohorts of (\d+) periods are too many/u, (text, n, periods) => text.cohorts(n, periods)],
  [/^the report needs too much memory/u, ({ memory }) => memory],
  [/^PostgreSQL, which holds the settings, does not answer/u, ({ settings }) => settings],
  [
    /^events before (\S+) are in ClickHouse alone, and this looks at the file/u,
    (text, date) => text.older(date),
  ],
  [
    /^so far the reports know of events until (\S+)T(\d\d:\d\d)\S* alone$/u,
    (text, date, time) => text.knownUntil(`${date} ${time} UTC`),
  ],
]

/** Steps are counted from 0 there, and from 1 by people. */
function place(step: string): string {
  return String(Number(step) + 1)
}

/** A sentence of the API in the reader's language, where it is one of the usual; as it is else. */
export function refusalText(message: string, text: Refusals): string {
  for (const [usual, sentence] of USUAL) {
    const found = usual.exec(message)
    if (found) return sentence(text, found[1] ?? '', found[2] ?? '')
  }
  return message
}
