import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'

/** Most bytes, brotli at its best, of what a visitor or a marketer has to download. */
export const BUDGETS = {
  'script, default settings': 2420,
  'script, every feature': 2630,
  'script, what an experiment adds': 1300,
  'script, what a redirect adds': 1800,
  'dashboard, first load': 90 * 1024,
}

const DASHBOARD = 'dist/dashboard'

/** Bytes of a text as brotli at quality 11. */
export function brotliBytes(text) {
  return brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  }).length
}

/** Measures what is built against the budgets: a line each, and whether all hold. */
export async function sizes() {
  const measured = { ...(await scriptBytes()), 'dashboard, first load': dashboardBytes() }
  const lines = Object.entries(BUDGETS).map(([name, most]) => line(name, measured[name], most))
  return {
    passed: lines.every(({ within }) => within),
    output: lines.map(({ text }) => text).join('\n'),
  }
}

function line(name, bytes, most) {
  if (bytes === undefined) return { within: false, text: `  ✗ ${name}: not built` }
  const within = bytes <= most
  const figures = `${bytes.toLocaleString('en')} of ${most.toLocaleString('en')} bytes`
  return { within, text: `  ${within ? '·' : '✗'} ${name}: ${figures}` }
}

/** The script as a site gets it: with what a new site has switched on, and with everything. */
async function scriptBytes() {
  const path = 'dist/tracker/variants.json'
  if (!existsSync(path)) return {}
  const variants = JSON.parse(readFileSync(path, 'utf8'))
  const { compose } = await imported('tracker/compose.ts')
  const bytesOf = (site) => brotliBytes(compose(variants, site))
  const stored = { ...NEW_SITE, identity: 'stored' }
  const added = (change) =>
    bytesOf({ ...stored, experiments: [experiment(change)] }) - bytesOf(stored)
  return {
    'script, default settings': bytesOf(NEW_SITE),
    'script, every feature': bytesOf(EVERYTHING),
    'script, what an experiment adds': added({ op: 'text', selector: 'h1', value: 'Ship faster' }),
    'script, what a redirect adds': added({ op: 'redirect', value: '/lp-b' }),
  }
}

const NEW_SITE = {
  domain: 'example.com',
  identity: 'cookieless',
  auto: ['pageview', 'engagement', 'outbound', 'download'],
  hash: false,
  do_not_track: false,
  query: [],
  clicks: [],
}
const EVERYTHING = {
  ...NEW_SITE,
  identity: 'stored',
  auto: [...NEW_SITE.auto, 'form', 'notfound'],
  hash: true,
  do_not_track: true,
  query: ['lang'],
  clicks: [{ selector: '#buy', event: 'Buy' }],
}

const experiment = (change) => ({
  key: 'hero',
  phase: 1,
  seed: 'k3Jx9aPqLm2vTz8w',
  unit: 'visitor',
  variants: [
    { key: 'control', changes: [] },
    { key: 'b', changes: [change] },
  ],
  coverage: 1,
  target: { urls: ['/', '/lp/*'], when: [] },
})

/** A TypeScript module without imports that need a file, as Node 20 cannot read it by itself. */
async function imported(path) {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    format: 'esm',
    write: false,
  })
  return await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`)
}

/** JS and CSS that the start page names, with everything those import statically. */
function dashboardBytes() {
  const page = join(DASHBOARD, 'index.html')
  if (!existsSync(page)) return undefined
  const html = readFileSync(page, 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map(([, path]) => path)
  return [...reachable(named)].reduce(
    (sum, path) => sum + brotliBytes(readFileSync(join(DASHBOARD, path))),
    0,
  )
}

function reachable(paths, found = new Set()) {
  for (const path of paths) {
    if (found.has(path)) continue
    found.add(path)
    if (path.endsWith('.js')) reachable(importsOf(path), found)
  }
  return found
}

function importsOf(path) {
  const code = readFileSync(join(DASHBOARD, path), 'utf8')
  const statements = code.matchAll(/(?:^|[;}])\s*(?:import|export)\b[^;'"()]*["']([^"']+\.js)["']/g)
  return [...statements].map(([, specifier]) => join(path, '..', specifier))
}
