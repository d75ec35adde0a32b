/** `npm run check`: types, lint, dead code and byte budgets side by side; exit code 1 if any fails. */
import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { sizes } from './sizes.mjs'

const BIN = 'node_modules/.bin/'
const COLOURS = process.stdout.isTTY === true

const CHECKS = [
  { name: 'types', run: () => command([`${BIN}tsc`, '-b', '--pretty', String(COLOURS)]) },
  {
    name: 'lint',
    run: () => command([`${BIN}biome`, 'check', COLOURS ? '--colors=force' : '--colors=off']),
  },
  { name: 'dead code', run: () => command([`${BIN}knip`, '--no-progress']) },
  { name: 'sizes', run: builtSizes },
]

/**
 * Runs every check, printing each verdict as it falls.
 * @returns {Promise<number>} how many failed
 */
export async function check() {
  const verdicts = await Promise.all(CHECKS.map(timed))
  return verdicts.filter((passed) => !passed).length
}

async function timed({ name, run }) {
  const started = performance.now()
  const { passed, output } = await run()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(10)} ${seconds} s`)
  if (output !== '') console.log(output)
  return passed
}

async function builtSizes() {
  const build = await command([process.execPath, 'esbuild.config.mjs'])
  return build.passed ? sizes() : build
}

/** Runs a program; its output is kept back unless it fails. */
function command([program, ...args]) {
  return new Promise((resolve) => {
    const env = { ...process.env, FORCE_COLOR: COLOURS ? '1' : '0' }
    const child = spawn(program, args, { env })
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => resolve({ passed: false, output: error.message }))
    child.on('close', (code) =>
      resolve({ passed: code === 0, output: code === 0 ? '' : output.trimEnd() }),
    )
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = (await check()) === 0 ? 0 : 1
}
