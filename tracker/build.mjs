import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { minify } from '@swc/core'
import { build } from 'esbuild'

const here = import.meta.dirname

/** Of each name a build flag in capitals; the order is that of the names in a variant's (compose.ts). */
export const FEATURES = ['engagement', 'links', 'form', 'notfound', 'clicks', 'do_not_track']
/** Behind those in a variant's name: for sites that run an experiment, and for those of which a variant is another page. */
const EXPERIMENTS = [['experiments'], ['experiments', 'redirects']]
/** Of all features together: what `data-debug` of the tag loads. */
const DEBUG = 'debug'

/** Exports of experiments/changes.ts: a script has those that it uses. */
const OPS = ['css', 'attribute', 'classes', 'style', 'text', 'html', 'insert', 'move']

const bundle = async (entry, features = []) => {
  const { outputFiles } = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    format: 'esm',
    target: 'es2020',
    write: false,
    define: {
      EXPERIMENTS: String(features.length > 0),
      REDIRECTS: String(features.length > 1),
    },
    // Names of properties that nobody outside of the script sees.
    mangleProps: /^_[a-z]/,
    plugins: [unusedAway, knownDomain],
  })
  return outputFiles[0].text
}

/** A page is told the site's registrable domain, so it needs no list of public suffixes: 40 KB. */
const knownDomain = {
  name: 'known-domain',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^tldts$/ }, ({ path }) => ({ path, namespace: 'known-domain' }))
    onLoad({ filter: /.*/, namespace: 'known-domain' }, () => ({
      contents: 'export const getDomain = () => null',
    }))
  },
}

/** Experiments look at the page as soon as their modules are there, so these must go as a whole where none runs. */
const unusedAway = {
  name: 'unused-away',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const to = join(resolveDir, path)
      return to.includes('/tracker/experiments/') ? { path: to, sideEffects: false } : undefined
    })
  },
}

/** swc, because it inlines across what were modules: 4 % less than terser, 7 % less than esbuild. */
const minified = async (source, flags = [], module = false) => {
  const { code } = await minify(source, {
    compress: {
      ecma: 2020,
      passes: 5,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_methods: true,
      pure_getters: true,
      keep_fargs: false,
      global_defs: Object.fromEntries(flags),
    },
    mangle: true,
    module,
  })
  return code
}

const squeeze = async (source, features) => {
  const flags = [...FEATURES, DEBUG].map((feature) => [
    feature.toUpperCase(),
    features.includes(feature),
  ])
  return shorten(await minified(`(() => {${source}})()`, flags))
}

/** One export of a module as an expression. */
const buildPart = async (module, name) => {
  const source = (await bundle(`experiments/${module}.ts`)).replace(/export \{[^}]*\};?\s*$/, '')
  const code = await minified(`PART=(()=>{${source};return ${name}})()`)
  return code.replace(/^PART=|;\s*$/g, '')
}

/** A module, for it asks where it came from. */
const buildPreview = async () =>
  await minified(await bundle('experiments/preview.ts'), [[DEBUG.toUpperCase(), false]], true)

/** Stands in for other tools' scripts; the site's own goes into it (compose-peer.ts). */
const buildPeer = async () => await minified(`(() => {${await bundle('peers/main.ts')}})()`)

/** What scripts have only where an experiment asks for it: each op, and what a page knows of its visit. */
const buildParts = async () => {
  const ops = OPS.map(async (op) => [`op:${op}`, await buildPart('changes', op)])
  return await Promise.all([
    ...ops,
    buildPreview().then((code) => ['preview', code]),
    buildPeer().then((code) => ['peer', code]),
    buildPart('page-facts', 'pageFacts').then((code) => ['pageFacts', code]),
    buildPart('visit-facts', 'visitFacts').then((code) => ['visitFacts', code]),
  ])
}

const HELP = 'tributary needs <script async src>'

/** A block hides its names as a function does, this one also what nobody can mend but the page; and of like types == is ===. */
const shorten = (code) =>
  code
    .replace(/^\(\(\)=>\{(.*)\}\)\(\);?\s*$/s, `try{$1}catch(e){console.warn("${HELP}",e)}`)
    .replace(/\bvar /g, 'let ')
    .replace(/([!=]=)=/g, '$1')

const subsets = (names) =>
  names.reduce((sets, name) => sets.flatMap((set) => [set, [...set, name]]), [[]])

/** Of the experiments' features those that are on; the one with a voice has all. */
const experimentsIn = (set) =>
  EXPERIMENTS[1].filter((name) => set.includes(name) || set.includes(DEBUG))

/** One source for all that have the same of them. */
const sourceFor = () => {
  const kept = new Map()
  return (set) => {
    const features = experimentsIn(set)
    if (!kept.has(features.length)) kept.set(features.length, bundle('main.ts', features))
    return kept.get(features.length)
  }
}

/**
 * The minified tracker in each combination of features, by their names joined with `+`, and the ops of experiments.
 * What the collector does with it: read it once, `compose` a site's script of it, compress that.
 */
export const buildVariants = async (
  sets = [
    ...subsets(FEATURES).flatMap((set) => [set, ...EXPERIMENTS.map((more) => [...set, ...more])]),
    [...FEATURES, DEBUG],
  ],
) => {
  const source = sourceFor()
  const named = sets.map(async (set) => [set.join('+'), await squeeze(await source(set), set)])
  return Object.fromEntries(await Promise.all([...named, ...(await buildParts())]))
}

export const buildTracker = async (to = join(here, '../dist/tracker/variants.json')) => {
  await mkdir(dirname(to), { recursive: true })
  await writeFile(to, JSON.stringify(await buildVariants()))
}
