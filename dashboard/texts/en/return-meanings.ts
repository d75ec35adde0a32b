/** What the numbers of return mean, by name. */
export const returnMeanings = {
  brought: {
    name: 'Return',
    definition:
      'Revenue credited to rows that cost something, divided by their cost. What came without spend, such as Direct or organic search, is not in it. In brackets the interval that would hold 95 of 100 times if other people like these had come.',
  },
  cost: {
    name: 'Spend',
    definition:
      'What all imports say was spent on these days, in the site’s currency at the rate of each day.',
  },
  credited: {
    name: 'Revenue credited',
    definition:
      'Revenue that the model gives to rows which cost something. The revenue of all rows stands at the foot of the table.',
  },
  profit: { name: 'Profit', definition: 'Revenue credited less spend.' },
  cac: {
    name: 'Cost per new customer',
    definition:
      'Spend divided by the new customers of the rows that cost something. New is who converts for the first time ever.',
  },
  model: {
    name: 'Model',
    definition:
      'How a conversion is shared among the visits before it. Where the models are far apart, be careful: the number depends on what one believes.',
  },
  chart: {
    name: 'Spend and return',
    definition:
      'Each bubble is a row: to the right by spend, upwards by return, with break-even in the middle; its area goes by new customers, its whisker is the 95 % interval. The corners say what the place suggests; the word in the table also asks whether chance may have put it there.',
  },
  visits: {
    name: 'Visits',
    definition: 'Visits in the period. Those before it may have credit, too.',
  },
  conversions: {
    name: 'Conversions',
    definition: 'Conversions of the period that the model credits to the row, in fractions.',
  },
  cpa: { name: 'CPA', definition: 'Cost per acquisition: spend divided by conversions.' },
  revenue: {
    name: 'Revenue',
    definition: 'Money of the conversions that the model credits to the row, exact to the cent.',
  },
  roas: {
    name: 'Return',
    definition:
      'Revenue divided by spend. The bar is the 95 % interval; the line across it is break-even. Below ten people who converted there is none.',
  },
  spread: {
    name: 'By all models',
    definition:
      'The least and the greatest return by any of the eight models. Wide means that the return depends on the model: be careful.',
  },
  models: {
    name: 'By all models',
    definition:
      'From the least to the greatest of the eight models, on one scale for all rows; the dot is the model that is used.',
  },
  moved: {
    name: 'Change',
    definition:
      'How far the number of the model that is used has moved from the period compared with.',
  },
  change: {
    name: 'Change',
    definition:
      'How far the return has moved from the period compared with; of rows without spend, the revenue.',
  },
  advice: {
    name: 'Advice',
    definition:
      'Raise: surely above break-even, with room (by its curve, else spend below the mean). Keep: surely above, without. Stop: surely below, or with fewer conversions than chance explains at what one usually costs. Test: chance may have put it on either side.',
  },
  next: {
    name: 'The next unit of money',
    definition:
      'The curve that the days of a row follow, conversions over spend; the dot is the mean day. Its slope there is what the next conversion costs. What would have come anyway is not told apart.',
  },
  paths: {
    name: 'Ways to a conversion',
    definition:
      'The visits that led to a conversion within the look-back, the first on the left. Days are counted from the first of them. Filters on visits choose what is credited, and leave the ways as they are.',
  },
  last_non_direct: {
    name: 'Last non-direct',
    definition:
      'All credit goes to the last visit that was not Direct; to Direct only where all were.',
  },
  last: {
    name: 'Last',
    definition:
      'All credit goes to the visit that the conversion happened on, or the last before it.',
  },
  first: {
    name: 'First',
    definition: 'All credit goes to the first visit within the look-back.',
  },
  linear: { name: 'Linear', definition: 'Every visit gets the same share.' },
  position: {
    name: 'Position',
    definition: 'The first and the last visit get 40 % each, those between share 20 %.',
  },
  time_decay: {
    name: 'Time decay',
    definition:
      'The nearer a visit is to the conversion the more it gets: half as much for each half-life.',
  },
  markov: {
    name: 'Markov',
    definition:
      'From all paths, also those without a conversion: how many conversions would be lost if a row did not exist.',
  },
  shapley: {
    name: 'Shapley',
    definition: 'The rows of a path share its conversion equally, however often each came.',
  },
}
