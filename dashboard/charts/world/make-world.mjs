/**
 * Makes `world.ts` from Natural Earth's countries (public domain) as packed by world-atlas (ISC):
 *   npm install --prefix /tmp/atlas world-atlas@2.0.2
 *   node dashboard/charts/world/make-world.mjs /tmp/atlas/node_modules/world-atlas/countries-110m.json
 */
import { readFileSync, writeFileSync } from 'node:fs'

const WIDTH = 960
const SOUTH = -58
const ANTARCTICA = '010'

/** Natural Earth's own short names where English names of ISO codes differ. */
const SHORT_NAMES = {
  'Bosnia and Herz.': 'BA',
  'Central African Rep.': 'CF',
  Congo: 'CG',
  "Côte d'Ivoire": 'CI',
  'Dem. Rep. Congo': 'CD',
  'Dominican Rep.': 'DO',
  'Eq. Guinea': 'GQ',
  eSwatini: 'SZ',
  'Falkland Is.': 'FK',
  'Fr. S. Antarctic Lands': 'TF',
  Kosovo: 'XK',
  Macedonia: 'MK',
  Myanmar: 'MM',
  Palestine: 'PS',
  'S. Sudan': 'SS',
  'Solomon Is.': 'SB',
  Turkey: 'TR',
  'Trinidad and Tobago': 'TT',
  'United States of America': 'US',
  'W. Sahara': 'EH',
  // Not a state to ISO; drawn with the island it lies on.
  'N. Cyprus': 'CY',
  Somaliland: 'SO',
}

function codesByName() {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((a) => letters.map((b) => a + b))
  // UK and FX are kept as old spellings of GB and FR; only codes that stand for themselves count.
  const current = codes.filter((code) => new Intl.Locale(`und-${code}`).region === code)
  return new Map(current.map((code) => [names.of(code), code]))
}

/** Natural Earth projection (Šavrič et al. 2011), as d3-geo's naturalEarth1. */
function project([longitude, latitude]) {
  const [l, p] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180]
  const p2 = p * p
  const p4 = p2 * p2
  const x = l * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
  const y = p * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
  return [x, y]
}

const topology = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const { scale, translate } = topology.transform
const arcs = topology.arcs.map((arc) => {
  let [x, y] = [0, 0]
  return arc.map(([dx, dy]) => {
    x += dx
    y += dy
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
  })
})

const [right] = project([180, 0])
const [, top] = project([0, 84])
const unit = WIDTH / (2 * right)
const height = Math.round((top - project([0, SOUTH])[1]) * unit)

function place(point) {
  const [x, y] = project(point)
  return [Math.round((x + right) * unit * 2) / 2, Math.round((top - y) * unit * 2) / 2]
}

/** Turns the world so that its seam lies in the Bering Strait and cuts no country in two. */
const SEAM_TURN = 11

/** A ring without jumps across the antimeridian: it goes on past 180° instead. */
function unwrapped(points) {
  let before = points[0][0]
  const turned = points.map(([longitude, latitude]) => {
    before += ((longitude - before + 540) % 360) - 180
    return [before - SEAM_TURN, latitude]
  })
  const middle = turned.reduce((sum, [longitude]) => sum + longitude, 0) / turned.length
  const shift = middle < -180 ? 360 : middle > 180 ? -360 : 0
  return turned.map(([longitude, latitude]) => [longitude + shift, latitude])
}

function ringPath(ring) {
  const points = unwrapped(
    ring.flatMap((index) => (index < 0 ? arcs[~index].toReversed() : arcs[index])),
  )
  const placed = points
    .map(place)
    .filter(([x, y], i, all) => x !== all[i - 1]?.[0] || y !== all[i - 1]?.[1])
  if (placed.length < 4) return ''
  let [px, py] = placed[0]
  const steps = placed.slice(1, -1).map(([x, y]) => {
    const step = `${x - px} ${y - py}`
    ;[px, py] = [x, y]
    return step
  })
  return `M${placed[0].join(' ')}l${steps.join(' ')}z`
    .replaceAll(' -', '-')
    .replaceAll(/(?<![\d.])0\./g, '.')
}

function countryPath({ type, arcs: parts }) {
  const polygons = type === 'Polygon' ? [parts] : parts
  return polygons.flat().map(ringPath).join('')
}

const codes = codesByName()
const paths = {}
for (const country of topology.objects.countries.geometries) {
  if (country.id === ANTARCTICA) continue
  const { name } = country.properties
  const code = SHORT_NAMES[name] ?? codes.get(name)
  if (!code) throw new Error(`no code for ${name}`)
  paths[code] = (paths[code] ?? '') + countryPath(country)
}

const rows = Object.entries(paths)
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, path]) => `  ${code}: '${path}',`)
writeFileSync(
  new URL('world.ts', import.meta.url),
  [
    '/** Outlines of the countries by ISO code, made by make-world.mjs from Natural Earth (public domain). */',
    `export const WORLD_SIZE = { width: ${WIDTH}, height: ${height} }`,
    '',
    'export const WORLD: Record<string, string> = {',
    ...rows,
    '}',
    '',
  ].join('\n'),
)
