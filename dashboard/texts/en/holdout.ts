/** Words of the share that no experiment has. */
export const holdout = {
  title: 'Holdout',
  hint: 'A share of visitors whom no experiment takes. Against them you see what all experiments together bring.',
  share: 'Share held out (%)',
  moves: 'Another share starts the comparison anew: other people are held out.',
  shipped: 'What you ship is shown to everybody, the held-out included.',
  none: 'Nobody is held out. A share of 5 % to 10 % is usual.',
  cookieless:
    'This site stores no id, so a visitor is a new one tomorrow and nobody can tell who was held out. The share keeps visits out of experiments; for the comparison switch stored ids on.',
  noGoal: 'The comparison needs a goal.',
  identity: 'Identity settings',
  since: (day: string) => `Everybody with an id, from their first pageview since ${day} on.`,
  seen: (n: string) => `${n} people seen`,
  crossed: (share: string) => `${share} came by browsers of both groups`,
  groups: { held_out: 'Held out', others: 'With experiments' },
  words: {
    'check the data': 'Check the data',
    better: 'Experiments bring more',
    worse: 'Experiments bring less',
    unclear: 'Cannot be told apart yet',
  },
  troubles: {
    split: 'The two groups are not what the share promises.',
    'no exposures': 'Nobody with an id has been seen since. Is the script on the page?',
    contradiction: 'What they showed before and what they show now exclude each other.',
  },
}
