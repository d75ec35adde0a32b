/** What the numbers of journeys and retention mean, by name. */
export const definitions = {
  began: {
    name: 'Began',
    definition:
      'People, visits or attempts that took the first step in the period. What they did afterwards counts as long as the window is open.',
  },
  step: {
    name: 'Of the step before',
    definition:
      'Those who reached the step, divided by those who reached the one before. Hold the pointer over a number for the interval that it lies in.',
  },
  overall: {
    name: 'All the way',
    definition: 'Those who reached the last step, divided by those who began.',
  },
  bars: {
    name: 'Where they stop',
    definition:
      'Each bar is a step, on the scale of the first. Hatched is who reached the step before and not this one; the whisker is the 95 % interval of the share; the dashed line is the period compared with. Who may still come counts in the steps reached and is not lost.',
  },
  trend: {
    name: 'By day',
    definition:
      'The share of those who began on a day and went all the way. The band is where chance, with the spread the site has of its own, keeps it; hollow days may still change, the bar on one shows to what.',
  },
  units: {
    name: 'Count',
    definition: 'Visits, or people, that went this way.',
  },
  ofPaths: {
    name: 'Share',
    definition: 'Those that went this way, divided by all that have a path.',
  },
  converts: {
    name: 'Convert',
    definition: 'Of those that went this way, the share that reached a goal on it or after it.',
  },
  curve: {
    name: 'How many come back',
    definition:
      'Of everybody whose n-th period is over, the share that came back in it: the mean over all cohorts, each weighing as much as it has people, in its 95 % interval.',
  },
  cohorts: {
    name: 'By when they came first',
    definition:
      'Each row is who came first in one period; each cell is the share of them that came back so many periods later. Cells that are hatched are not over yet; of fewer than 20 people no share is written.',
  },
  entered: {
    name: 'People',
    definition:
      'Everybody who entered in the period, by what their first visit was like. Below each share stand the interval that it lies in with 95 % confidence, and of how many it is: those whose period is over.',
  },
  useShare: {
    name: 'Share of use over time',
    definition:
      'Of those who came in a period counted from their first, how many did each event; of all that together, the part that each event has. Each column makes 100%.',
  },
  sticky: {
    name: 'Stickiness',
    definition:
      'People of the last day that is over, divided by those of the 7 or the 30 days that end with it. A site used daily by all is at 100%.',
  },
  didFirst: {
    name: 'Did it',
    definition: 'People who did it in their first period.',
  },
  withIt: {
    name: 'Come back with it',
    definition:
      'Of those who did it in their first period, the share that came back one period later.',
  },
  withoutIt: {
    name: 'Without it',
    definition: 'The same of everybody else.',
  },
  difference: {
    name: 'Difference',
    definition:
      'The share with it less the share without it. Where its interval holds 0 it may be chance.',
  },
  phi: {
    name: 'Correlation',
    definition:
      'Phi, from −1 to 1: how closely doing it goes together with staying. 0.4 to 0.6 is called correlated, above it strong. It does not say what causes what.',
  },
  verdict: {
    name: 'Says',
    definition:
      'What the correlation amounts to, unless it may be chance: that is judged over all events and counts tried together (Benjamini–Hochberg, 5 %).',
  },
  stayWith: {
    name: 'Stay with it',
    definition: 'Of those who did it so often in their first days, the share that was there later.',
  },
  stayWithout: {
    name: 'Without it',
    definition: 'The same of everybody else who came in the period.',
  },
}
