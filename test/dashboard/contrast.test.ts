import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const TOKENS = readFileSync('dashboard/style/tokens.css', 'utf8')
const SCHEMES = ['light', 'dark'] as const
type Scheme = (typeof SCHEMES)[number]

/** Lightness, chroma and hue of a token in a scheme. */
function lch(name: string, scheme: Scheme): [number, number, number] {
  const [, light, dark] =
    new RegExp(`--${name}: light-dark\\(oklch\\((.*?)\\), oklch\\((.*?)\\)\\)`).exec(TOKENS) ?? []
  const [lightness = '', chroma, hue] = ((scheme === 'light' ? light : dark) ?? '').split(' ')
  return [Number.parseFloat(lightness) / 100, Number(chroma), Number(hue)]
}

/** Relative luminance of an OKLCH colour, by the matrices of https://bottosson.github.io/posts/oklab/. */
function luminance([lightness, chroma, hue]: [number, number, number]): number {
  const angle = (hue * Math.PI) / 180
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** By WCAG 2. */
function contrast(one: string, other: string, scheme: Scheme): number {
  const [low = 0, high = 0] = [one, other]
    .map((name) => luminance(lch(name, scheme)))
    .toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

test('black on white is 21 : 1', () => {
  expect((luminance([1, 0, 0]) + 0.05) / 0.05).toBeCloseTo(21, 3)
})

test.each([
  ['the edge of a field', 'field', ['surface', 'raised', 'canvas'], 3],
  ['the line of the past', 'series-past', ['surface'], 3],
  ['what stands beside a number, on a bar that is pointed at', 'ink-2', ['bar', 'bar-strong'], 4.5],
  ['small words', 'ink-3', ['surface', 'canvas', 'bar'], 4.5],
])('%s can be seen in both schemes', (_, token, grounds, least) => {
  for (const scheme of SCHEMES) {
    for (const ground of grounds) expect(contrast(token, ground, scheme)).toBeGreaterThan(least)
  }
})
