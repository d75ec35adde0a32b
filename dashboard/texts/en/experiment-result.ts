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
  fields: {
    site: 'Site',
    made: 'As of',
    key: 'Key',
    owner: 'Owner',
    hypothesis: 'Expected',
    state: 'State',
    winner: 'Shipped',
    unit: 'One is',
    pages: 'Pages',
    coverage: 'Share taking part',
    phases: 'Phases',
    exposed: 'People exposed',
  },
  tried: 'What was tried',
  control: 'changes nothing',
  running: 'still running',
  logChanged: (fields: string) => `changed ${fields}`,
  logAdded: 'added',
  logRemoved: 'removed',
  notes: 'How to read it',
  reading:
    'An interval holds the true change in the share of cases that its head names. Only people whose time has passed are counted. What decides is the running intersection of all looks, which keeps its promise however often one looks.',
}
