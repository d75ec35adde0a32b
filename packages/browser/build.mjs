import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { buildVariants } from '../../tracker/build.mjs'
import { declarations, FORMATS } from '../declarations.mjs'

const here = import.meta.dirname
const CAPTURED = ['engagement', 'links', 'form', 'notfound']
const CURRENT = 'document.currentScript'

/** The script as a function of its tag. `__SITE__`: all is said by the tag. */
async function script() {
  const name = CAPTURED.join('+')
  const { [name]: code } = await buildVariants([CAPTURED])
  if (code.split(CURRENT).length !== 2) throw new Error(`the script asks for ${CURRENT} not once`)
  return code.replace(CURRENT, 'tag').replace('__SITE__', '{}')
}

const withScript = {
  name: 'with-script',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^tributary:script$/ }, ({ path }) => ({ path, namespace: 'script' }))
    onLoad({ filter: /.*/, namespace: 'script' }, async () => ({
      contents: `export const run = (tag) => {${await script()}}`,
    }))
  },
}

export async function buildBrowser() {
  await rm(join(here, 'dist'), { recursive: true, force: true })
  const entryPoints = ['tributary', 'bundled'].map((name) => join(here, `src/${name}.ts`))
  for (const { format, ending } of FORMATS) {
    await build({
      entryPoints,
      outdir: join(here, 'dist'),
      outExtension: { '.js': ending },
      bundle: true,
      format,
      target: 'es2020',
      logLevel: 'warning',
      plugins: [withScript],
    })
  }
  const sources = [...entryPoints, join(here, 'src/script.d.ts')]
  await declarations(sources, join(here, 'dist/types'), 'es2022,dom,dom.iterable')
}

if (process.argv[1] === import.meta.filename) await buildBrowser()
