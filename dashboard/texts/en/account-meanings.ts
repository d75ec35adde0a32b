/** What the numbers of accounts mean, by name. */
export const accountMeanings = {
  health: {
    name: 'Health',
    definition:
      'From 0 to 100: how much an account was used in 28 days. How often (active days), how lately, how broadly (key events used) and by how many of its people, each weighed; the account’s page shows every part.',
  },
  active: {
    name: 'Active accounts',
    definition: 'Accounts of which anybody, or a server for them, did anything in the 28 days.',
  },
  mrr: {
    name: 'MRR',
    definition:
      'Monthly recurring revenue: what subscriptions that run bring a month, at the exchange rates of the day.',
  },
  atRisk: {
    name: 'At risk',
    definition:
      'What accounts at risk bring a month. An account is at risk when its health is below 60 % of its own of the months before, when it renews within 60 days with a health below 50, or when somebody who did 30 % of what was done in it has not been seen for 14 days.',
  },
  renewals: {
    name: 'Renew in 30 days',
    definition:
      'What accounts whose next renewal lies within 30 days bring a month. What is only tried has nothing to renew.',
  },
  nrr: {
    name: 'Net revenue retention',
    definition:
      'What customers at the start of the last whole month brought at its end, with what they added and without those who left, divided by what they brought at its start.',
  },
  map: {
    name: 'Health and size',
    definition:
      'Each dot is an account: to the right by health, upwards by what it brings a month, on a scale on which every step multiplies. The colour says how it goes on; a ring, that it renews within 30 days.',
  },
  course: {
    name: 'How it goes on',
    definition:
      'Silent: nothing was done for 14 days. New: it was not there 28 days ago. Cooling: health fell below 60 % of its own of the months before. Growing: those were below 80 % of it. Else steady.',
  },
  why: {
    name: 'Why',
    definition:
      'First what puts the account at risk, then the four parts of its health: people active of seats, or of the most in any 28 days of the last 16 weeks; active days of those that count as all; days since it was last seen; key events used.',
  },
  temperature: {
    name: 'Temperature',
    definition:
      'From 0 to 100: the weight of the buying signals that its people showed in 28 days, such as a look at prices.',
  },
  habits: {
    name: 'What accounts that stay do',
    definition:
      'Accounts used in the 28 days that ended 56 days ago, by whether they used the key event then, and the share of both that did anything in the last 14 days. “May be chance” stands where Fisher’s exact test, corrected for all key events, does not tell them apart.',
  },
  points: {
    name: 'Points',
    definition:
      'Value times weight, of 100 in all. A part with nothing to hold it against drops out, and the others weigh more. Where nothing tells how many seats there are, people are held against the most that were active in any 28 days of the last 16 weeks.',
  },
}
