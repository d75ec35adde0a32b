import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'

const here = import.meta.dirname

/** What servers import as `tributary/experiments` (docs/experiments.md): values and types by their modules. */
const PUBLISHED = {
  assign: ['assign', 'type Assignable', 'type Assignment', 'type Unit'],
  exposure: ['exposureId', 'type Exposure'],
  hash: ['bucket'],
}
/** Modules of which those types are made. */
const TYPED = [...Object.keys(PUBLISHED), 'ranges']

const exportsFrom = (place) =>
  Object.entries(PUBLISHED)
    .map(([module, names]) => `export { ${names.join(', ')} } from '${place(module)}'`)
    .join('\n')

const buildCode = (outfile) =>
  build({
    stdin: {
      contents: exportsFrom((module) => `./assignment/${module}.ts`),
      loader: 'ts',
      resolveDir: here,
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2020',
    logLevel: 'warning',
  })

const OPTIONS =
  '--ignoreConfig --declaration --emitDeclarationOnly --allowImportingTsExtensions --module nodenext --target es2020 --types --strict'

const buildTypes = async (to) => {
  const sources = TYPED.map((module) => join(here, 'assignment', `${module}.ts`))
  const compiler = join(here, '../node_modules/.bin/tsc')
  await promisify(execFile)(compiler, [...OPTIONS.split(' '), '--outDir', to, ...sources])
  for (const module of TYPED) {
    const file = join(to, `${module}.d.ts`)
    const text = await readFile(file, 'utf8')
    // The ending that every compiler knows.
    await writeFile(file, text.replace(/(from '\.\/\w+)\.ts'/g, "$1.js'"))
  }
  await writeFile(join(to, 'index.d.ts'), `${exportsFrom((module) => `./${module}.js`)}\n`)
}

export const buildExperiments = async (to = join(here, '../dist/experiments')) => {
  await buildCode(join(to, 'index.js'))
  await buildTypes(to)
}
