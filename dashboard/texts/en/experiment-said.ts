/** What is wrong with an experiment that cannot be saved or started, and what is to be known of its result. */
export const said = {
  weights: (percent: string) => `The shares add up to ${percent} %, not to 100 %.`,
  twice: (key: string) => `Two variants are called “${key}”.`,
  key: '1 to 64 letters, digits, - and _.',
  selector: (selector: string) => `“${selector}” is no CSS selector.`,
  attribute: 'This is not the name of an attribute.',
  runs: 'Attributes that run code cannot be set. Let your own code ask tributary.variant(key).',
  classes: 'Classes to add, and with a minus those to take away: big -small.',
  alone: (variant: string) =>
    `“${variant}” sends to another page, so it can do nothing else. Remove its other changes.`,
  away: (domain: string, address: string) => `“${address}” is no page of ${domain}.`,
  tagged: (tag: string) => `A redirect carries no campaign of its own. Leave “${tag}” out.`,
  circle: (way: string) =>
    `The redirects go in a circle: ${way}. Narrow the pages of one of these experiments.`,
  changed: (variant: string) =>
    `All variants are to be the same, but “${variant}” changes something.`,
  comma: 'Write * for a comma.',
  holdout: 'The layer “holdout” is the site’s own.',
  range: 'A range ends after it begins.',
  taken: (range: string, key: string) =>
    `${range} of this layer belongs to “${key}”, which runs. Take another range.`,
  primary: 'Say first which metric decides.',
  started: 'It runs already.',
  archived: 'It is archived. Restore it first.',
  fixed: 'This cannot change while it runs. Pause it and start it again: that is a new phase.',
  shrunk: 'While it runs, more people may take part, but not fewer.',
  goals: (most: string) => `An experiment looks at ${most} goals at most.`,
  unknownFact: (fact: string) => `A page does not know “${fact}” of who looks at it.`,
  gone: (goal: string) => `The goal “${goal}” is gone, and so is what was judged by it.`,
  sameSeed: (phase: string, before: string) =>
    `In phase ${phase} the same people are in the same variants as in phase ${before}: it is no independent confirmation.`,
}
