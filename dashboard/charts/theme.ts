/** Colours of the tokens as a canvas can take them. */
export interface ChartTheme {
  line: string
  fill: string
  clear: string
  past: string
  others: string
  band: string
  mark: string
  foreign: string
  grid: string
  zero: string
  text: string
  surface: string
  font: string
}

const COLOURS = {
  line: 'var(--series-1)',
  fill: 'color-mix(in oklab, var(--series-1) 17%, transparent)',
  clear: 'color-mix(in oklab, var(--series-1) 1%, transparent)',
  past: 'var(--series-past)',
  others: 'var(--series-3)',
  band: 'color-mix(in oklab, var(--series-past) 22%, transparent)',
  mark: 'var(--series-2)',
  foreign: 'color-mix(in oklab, var(--series-past) 34%, transparent)',
  grid: 'var(--line)',
  zero: 'var(--ink-3)',
  text: 'var(--ink-3)',
  surface: 'var(--surface)',
}

/** Reads the tokens as they are inside `element` now: custom properties alone are not yet colours. */
export function readTheme(element: HTMLElement): ChartTheme {
  const probe = element.appendChild(document.createElement('i'))
  const colour = (value: string): string => {
    probe.style.color = value
    return getComputedStyle(probe).color
  }
  const theme = {
    line: colour(COLOURS.line),
    fill: colour(COLOURS.fill),
    clear: colour(COLOURS.clear),
    past: colour(COLOURS.past),
    others: colour(COLOURS.others),
    band: colour(COLOURS.band),
    mark: colour(COLOURS.mark),
    foreign: colour(COLOURS.foreign),
    grid: colour(COLOURS.grid),
    zero: colour(COLOURS.zero),
    text: colour(COLOURS.text),
    surface: colour(COLOURS.surface),
    font: `11px ${getComputedStyle(element).fontFamily}`,
  }
  probe.remove()
  return theme
}
