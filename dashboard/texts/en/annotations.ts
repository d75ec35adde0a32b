/** Words of the notes on charts. */
export const annotations = {
  title: (day: string) => `What happened on ${day}?`,
  label: 'Note',
  add: 'Add a note',
  day: 'Day',
  to: 'Until (optional)',
  color: 'Colour',
  colors: {
    none: 'Usual',
    blue: 'Blue',
    green: 'Green',
    grey: 'Grey',
    orange: 'Orange',
    pink: 'Pink',
    red: 'Red',
  },
  another: 'Add another',
  steps: {
    start: (name: string) => `Experiment started: ${name}`,
    pause: (name: string) => `Experiment paused: ${name}`,
    stop: (name: string) => `Experiment stopped: ${name}`,
    ship: (name: string, variant: string) => `Experiment shipped: ${name} (${variant})`,
  },
}
