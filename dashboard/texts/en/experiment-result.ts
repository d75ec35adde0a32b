/** Words of a result, on its page and in the file that is made of it. */
export const result = {
  savePage: 'Save as a page',
  same: 'A/A test: nothing is changed in any variant. It tries the split and the counting, and should find nothing.',
  nothing: 'Nothing was changed and nothing was found, as it should be.',
  rule: 'It is decided once the band no longer holds zero, at the earliest after a week of people whose time has passed and 25 who did it expected in each variant.',
  small: (effect: string) => `Grey: less than ${effect} to either side, too small to matter.`,
  planned: (people: string, effect: string) =>
    `The plan: ${people} people, to see a change of ${effect}.`,
  judgedThen: 'Metrics and plan are those that this phase was judged by.',
  judgedNow:
    'What this phase was judged by was not kept: metrics and plan are those that are defined now.',
  asNow:
    'Pages, conditions and changes as they are defined now; while this phase ran they may have been others.',
  gone: 'no longer defined',
  fields: {
    made: 'As of',
    key: 'Key',
    owner: 'Owner',
    hypothesis: 'Expected',
    state: 'State',
    winner: 'Shipped',
    pages: 'Pages',
    coverage: 'Share taking part',
    shares: 'Shares given',
  },
  tried: 'What was tried',
  control: 'changes nothing',
  running: 'still running',
  logChanged: (fields: string) => `changed ${fields}`,
  whoChanged: 'Who changed what',
  logAdded: 'added',
  logRemoved: 'removed',
  notes: 'How to read it',
  reading:
    'An interval holds the true change in the share of cases that its head names. Only people whose time has passed are counted. What decides is the running intersection of all looks, which keeps its promise however often one looks.',
}
