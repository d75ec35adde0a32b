import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { minify } from '@swc/core'
import { build } from 'esbuild'

const here = import.meta.dirname

/** Of each name a build flag in capitals; the order is that of the names in a variant's (compose.ts). */
export const FEATURES = ['engagement', 'links', 'form', 'notfound', 'clicks', 'do_not_track']
/** Of all features together: what `data-debug` of the tag loads. */
const DEBUG = 'debug'

const bundle = async () => {
  const { outputFiles } = await build({
    entryPoints: [join(here, 'main.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2020',
    write: false,
  })
  return outputFiles[0].text
}

/** swc, because it inlines across what were modules: 4 % less than terser, 7 % less than esbuild. */
const squeeze = async (source, features) => {
  const flags = [...FEATURES, DEBUG].map((feature) => [
    feature.toUpperCase(),
    features.includes(feature),
  ])
  const { code } = await minify(`(() => {${source}})()`, {
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
    module: false,
  })
  return shorten(code)
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

/**
 * The minified tracker in each combination of features, by their names joined with `+`.
 * What the collector does with it: read it once, `compose` a site's script of it, compress that.
 */
export const buildVariants = async (sets = [...subsets(FEATURES), [...FEATURES, DEBUG]]) => {
  const source = await bundle()
  const named = sets.map(async (set) => [set.join('+'), await squeeze(source, set)])
  return Object.fromEntries(await Promise.all(named))
}

export const buildTracker = async (to = join(here, '../dist/tracker/variants.json')) => {
  await mkdir(dirname(to), { recursive: true })
  await writeFile(to, JSON.stringify(await buildVariants()))
}
