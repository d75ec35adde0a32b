/** What forms say when something cannot be saved. */
export const refusals = {
  required: 'This is needed.',
  shortest: (characters: string) => `At least ${characters} characters.`,
  longest: (characters: string) => `At most ${characters} characters.`,
  least: (number: string) => `At least ${number}.`,
  above: (number: string) => `More than ${number}.`,
  most: (number: string) => `At most ${number}.`,
  some: 'At least one is needed.',
  many: (entries: string) => `At most ${entries} entries.`,
  number: 'This is not a number.',
  whole: 'This is not a whole number.',
  date: 'This is not a date.',
  past: 'This lies in the past.',
  email: 'This is not an e-mail address.',
  address: 'This is not a web address, like https://example.com/page.',
  host: 'This is not a host name, like example.com.',
  range: 'This is not an address or a range of them, like 203.0.113.0/24.',
  slug: '1 to 64 letters, digits, - or _, the first and the last a letter or digit.',
  reserved: 'This name is kept for the server itself. Choose another.',
  taken: 'This is taken already. Choose another.',
  used: (thing: string, user: string) =>
    `“${thing}” is still used by “${user}”. Change that first.`,
  unknown: (name: string, near: string) => `“${name}” is not known here. Did you mean “${near}”?`,
  none: (name: string) => `“${name}” is not known here.`,
  steps: (least: string, most: string) =>
    `A funnel has ${least} to ${most} steps. Remove or add some.`,
  ends: 'A path is read from a start or towards an end. Leave one of them out.',
  nobody: (day: string) =>
    `Of nobody who came first in this period day ${day} has passed. Choose an earlier time, or days that come sooner.`,
  again: (step: string) => `An attempt begins with step 1, so step ${step} cannot be the same.`,
  between: 'In any order nothing lies between two steps. Remove what must not lie there.',
  noStep: (last: string) => `The funnel has only ${last} steps now. Choose one of them.`,
  funnels: (some: string, most: string) =>
    `The filters choose by ${some} funnels. Use at most ${most}.`,
  cohorts: (cohorts: string, periods: string) =>
    `${cohorts} rows of ${periods} periods are too many. Choose a shorter time, or weeks or months.`,
  memory: 'This needs too much memory. Choose a shorter time, or less at once.',
  settings: 'PostgreSQL, which holds the settings, does not answer.',
  knownUntil: (at: string) =>
    `So far the reports know of what came until ${at}. Try again in a few minutes.`,
  older: (date: string) =>
    `Events before ${date} have left the collector, which this looks at. Choose a later time.`,
  forbidden: 'You may not change this.',
  common: 'This password is among the first that are guessed. Choose another.',
  quoted: (value: string, said: string) => `“${value}”: ${said}`,
}
