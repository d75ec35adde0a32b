import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { declarations, FORMATS } from '../declarations.mjs'

const here = import.meta.dirname

/** One file without dependencies, for every runtime that has `fetch`. */
export async function buildNode() {
  await rm(join(here, 'dist'), { recursive: true, force: true })
  for (const { format, ending } of FORMATS) {
    await build({
      entryPoints: [join(here, 'src/tributary.ts')],
      outfile: join(here, `dist/index${ending}`),
      bundle: true,
      format,
      platform: 'neutral',
      target: 'es2022',
      logLevel: 'warning',
    })
  }
  await declarations([join(here, 'src/tributary.ts')], join(here, 'dist/types'), 'es2022,dom')
}

if (process.argv[1] === import.meta.filename) await buildNode()
