import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of this file, of the apps, and of what they are made of. */
const HERE = fileURLToPath(new URL('.', import.meta.url))

/** Path of a file of an installed package; says what to do when it is not there. */
export function packaged(path: string): string {
  const file = join(HERE, 'node_modules', path)
  if (!existsSync(file)) {
    throw new Error(`${file} is missing: \`npm run test:wide\` installs the frameworks`)
  }
  return file
}

/** Folder of an app. */
export const appFolder = (name: string): string => join(HERE, name)

/** Quiet about themselves, and always as in production. */
const ENVIRONMENT = {
  NEXT_TELEMETRY_DISABLED: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
  NODE_ENV: 'production',
}

/** Starts a package's program in an app's folder. */
export function startProgram(app: string, [program, ...args]: [string, ...string[]], env = {}) {
  const child = spawn(process.execPath, [packaged(program), ...args], {
    cwd: appFolder(app),
    env: { ...process.env, ...ENVIRONMENT, ...env },
    stdio: 'pipe',
  })
  let output = ''
  const collect = (chunk: Buffer) => {
    output += chunk
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  return { child, output: () => output }
}

/** Builds an app with its own tool and answers the folder; throws with what the tool said. */
export async function built(
  app: string,
  command: [string, ...string[]] = ['vite/bin/vite.js', 'build'],
  env: Record<string, string> = {},
): Promise<string> {
  const { child, output } = startProgram(app, command, env)
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${command.join(' ')} of ${app} ended with ${code}:\n${output()}`)
  return join(appFolder(app), 'dist')
}
