import { Command } from 'commander'
import { LINK_DAYS } from '../auth/sign-in-links.ts'
import { readConfig } from '../config.ts'
import { type Running, serve } from '../serve.ts'
import { settingFlags, withSettings } from './options.ts'
import { say } from './print.ts'
import { progressBar } from './progress.ts'

/** Draining and the last commit take seconds at most; past this something hangs. */
const CLOSE_MS = 9_000

/** Ends in order at the first signal, at once at the second. */
function closeOnSignal(running: Running): void {
  let closing = false
  const close = async () => {
    if (closing) process.exit(1)
    closing = true
    say('closing')
    setTimeout(() => {
      say('closing took too long; everything acknowledged is on the disk')
      process.exit(1)
    }, CLOSE_MS).unref()
    await running.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, close)
}

export function serveCommand(): Command {
  const command = new Command('serve').description('collector, API and dashboard in one process')
  return withSettings(command).action(async (options: object) => {
    const config = readConfig(settingFlags(options))
    const running = await serve(config, progressBar('demo'))
    closeOnSignal(running)
    if (running.signInLink !== undefined) {
      console.log(
        `Nobody can sign in yet. Open this link and choose a password; it works until then, for ${LINK_DAYS} days: ${running.signInLink}`,
      )
    }
    console.log(`listening on ${running.url}`)
  })
}
