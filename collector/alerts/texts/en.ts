import { metricNames, ofGoal } from '../../metric-names/en.ts'
import type { Said, Texts } from './words.ts'

const usually = ({ usual }: Said) => (usual ? `, usually ${usual}` : '')
const among = ({ names }: Said) => (names ? ` (${names})` : '')

export const en: Texts = {
  locale: 'en-GB',
  metrics: metricNames,
  ofGoal,
  funnel: (name) => `The rate of ${name}`,
  on: {
    hour: (day, from, to) => `in the hour ${from}–${to} of ${day}`,
    day: (day) => `on ${day}`,
    week: (from, to) => `in the week from ${from} to ${to}`,
  },
  points: (number) => `${number} points`,
  fired: {
    above: (said) =>
      `${said.what} rose above ${said.limit}: ${said.value} ${said.on}${usually(said)}`,
    below: (said) =>
      `${said.what} fell below ${said.limit}: ${said.value} ${said.on}${usually(said)}`,
    up_by: (said) =>
      `${said.what} went up by ${said.limit} or more: ${said.value} ${said.on}, ${said.before} a week before`,
    down_by: (said) =>
      `${said.what} went down by ${said.limit} or more: ${said.value} ${said.on}, ${said.before} a week before`,
    unusual: (said) =>
      `${said.what}: unusually ${said.isLow ? 'low' : 'high'} with ${said.value} ${said.on}${usually(said)}`,
  },
  recovered: {
    above: (said) => `${said.what}: no longer above ${said.limit}, ${said.value} ${said.on}`,
    below: (said) => `${said.what}: no longer below ${said.limit}, ${said.value} ${said.on}`,
    up_by: (said) =>
      `${said.what}: no longer up by ${said.limit}, ${said.value} ${said.on}, ${said.before} a week before`,
    down_by: (said) =>
      `${said.what}: no longer down by ${said.limit}, ${said.value} ${said.on}, ${said.before} a week before`,
    unusual: (said) => `${said.what}: as usual again, ${said.value} ${said.on}`,
  },
  signals: {
    tracking_stopped: {
      fired: ({ on, expected }) =>
        `No events ${on}${expected ? `, usually about ${expected}` : ''}: is the script still on the pages?`,
      recovered: ({ on }) => `Events come again, as they did ${on}`,
    },
    spend_without_return: {
      fired: (said) =>
        `${said.value} of four weeks’ spend brought nothing, more than ${said.limit}${among(said)}`,
      recovered: ({ value }) => `Only ${value} of four weeks’ spend brought nothing`,
    },
    accounts_at_risk: {
      fired: (said) => `Accounts at risk: ${said.value}, more than ${said.limit}${among(said)}`,
      recovered: ({ value }) => `Accounts at risk: only ${value} any more`,
    },
    experiment_decided: {
      fired: ({ what, names }) => `${what} is decided: ${names}`,
      recovered: ({ what, names }) => `${what} is no longer decided: ${names}`,
    },
    experiment_split: {
      fired: ({ what, names }) => `The assignment of ${what} is broken: ${names}`,
      recovered: ({ what }) => `The assignment of ${what} is sound again`,
    },
    rejected_share: {
      fired: (said) =>
        `${said.value} of the events were rejected ${said.on}, more than ${said.limit}${among(said)}`,
      recovered: ({ value, on }) => `Only ${value} of the events were rejected ${on}`,
    },
    duplicate_share: {
      fired: ({ value, on, limit }) =>
        `${value} of the events were sent twice ${on}, more than ${limit}`,
      recovered: ({ value, on }) => `Only ${value} of the events were sent twice ${on}`,
    },
    broken_tags: {
      fired: (said) =>
        `${said.value} visits came with wrong campaign tags ${said.on}, more than ${said.limit}${among(said)}`,
      recovered: ({ value, on }) => `Only ${value} visits came with wrong campaign tags ${on}`,
    },
    untagged_paid_clicks: {
      fired: (said) =>
        `${said.value} paid clicks came without campaign tags ${said.on}, more than ${said.limit}${among(said)}`,
      recovered: ({ value, on }) => `Only ${value} paid clicks came without campaign tags ${on}`,
    },
  },
  broken: (name) => `The alert “${name}” can no longer be judged`,
  why: {
    goal: 'The goal that it names was removed.',
    funnel: 'The funnel that it watches was removed.',
    segment: 'The segment that it names was removed.',
    experiment: 'The experiment that it watches was removed.',
    refused: 'Its report is refused.',
  },
  test: (title) => `Test: ${title}`,
  facts: {
    value: 'Value',
    limit: 'Limit',
    usual: 'Usually',
    before: 'A week before',
    when: 'When',
    site: 'Site',
    filters: 'Only',
  },
  open: 'See the numbers',
  change: 'Change the alert',
}
