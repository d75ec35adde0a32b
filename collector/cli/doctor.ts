import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { CHECKS } from './checks.ts'
import type { Finding } from './finding.ts'
import { settingFlags, withSettings } from './options.ts'
import { printRows, say } from './print.ts'

export function doctorCommand(): Command {
  return withSettings(new Command('doctor'))
    .description('check data, disk, clock, permissions, geo data and versions; say how to mend')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const config = readConfig(settingFlags(options))
      const findings: Finding[] = []
      for (const check of CHECKS) findings.push(await check(config, Date.now()))
      printRows(
        findings.map((one) => ({ ...one })),
        ['state', 'what', 'detail'],
        options.json,
      )
      for (const { what, state, mend } of findings) if (state !== 'good') say(`${what}: ${mend}`)
      if (findings.some(({ state }) => state === 'bad')) process.exitCode = 1
    })
}
