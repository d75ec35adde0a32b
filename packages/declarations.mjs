import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '..')
const OPTIONS =
  '--ignoreConfig --declaration --emitDeclarationOnly --allowImportingTsExtensions --module nodenext --target es2022 --types --strict'

/**
 * Writes the types of these sources, and of what they import, below `to`, as they lie below the root of the repository.
 * @param {string[]} sources
 * @param {string} to
 * @param {string} lib compiler's list of libraries
 */
export async function declarations(sources, to, lib = 'es2022') {
  const compiler = join(ROOT, 'node_modules/.bin/tsc')
  const options = [...OPTIONS.split(' '), '--lib', lib, '--rootDir', ROOT, '--outDir', to]
  await promisify(execFile)(compiler, [...options, ...sources])
  const files = await readdir(to, { recursive: true })
  await Promise.all(
    files.filter((file) => file.endsWith('.d.ts')).map((file) => ended(join(to, file))),
  )
}

/** With the endings that every compiler knows, once for modules and once for what is loaded by `require`. */
async function ended(file) {
  const text = await readFile(file, 'utf8')
  const naming = (ending) => text.replace(/(from '\.{1,2}\/[^']+)\.ts'/g, `$1.${ending}'`)
  await writeFile(file, naming('js'))
  await writeFile(file.replace(/ts$/, 'cts'), naming('cjs'))
}

/** What is built once for modules and once for what is loaded by `require`: esbuild's format, and the ending of the files. */
export const FORMATS = [
  { format: 'esm', ending: '.js' },
  { format: 'cjs', ending: '.cjs' },
]
