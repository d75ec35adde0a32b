import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How projects have the compiler look for types, and the ending by which a file is a module or loads by `require`. */
export const PROJECTS: readonly [options: string, ending: string][] = [
  ['--module node16', 'cts'],
  ['--module node16', 'mts'],
  ['--module nodenext', 'cts'],
  ['--module esnext --moduleResolution bundler', 'ts'],
]

interface Source {
  /** Beside which the packages are installed. */
  folder: string
  code: string
}

/** Compiles as such a project does, the packages' own types as well. Throws what the compiler says. */
export async function compiled(
  { folder, code }: Source,
  [options, ending]: readonly [options: string, ending: string],
): Promise<void> {
  const source = join(folder, `page.${ending}`)
  writeFileSync(source, code)
  const all = `--noEmit --strict --target es2022 --lib es2022,dom ${options} --types`
  await run(resolve('node_modules/.bin/tsc'), [...all.split(' '), '', source], { cwd: folder })
}
