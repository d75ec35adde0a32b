import type { Config } from './config.ts'
import { databasePath } from './database-path.ts'
import type { IntakeOptions } from './intake/messages.ts'
import type { IntakePort } from './intake/port.ts'
import { startIntake } from './intake/thread.ts'
import type { Log } from './log.ts'

const MEGABYTE = 1_000_000

function intakeOptions(config: Config): IntakeOptions {
  const { data, geoDb, dailyNames, dailyPages, dailyTitles, dailyProperties } = config
  return {
    database: databasePath(data),
    geo_db: geoDb ?? null,
    collector: config.collector,
    limits: { name: dailyNames, page: dailyPages, title: dailyTitles, property: dailyProperties },
    daily_bytes: {
      address: config.dailyAddressMb * MEGABYTE,
      site: config.dailySiteMb * MEGABYTE,
    },
  }
}

/** The intake thread, without which the process ends. */
export function watchedIntake(config: Config, log: Log): Promise<IntakePort> {
  return startIntake(intakeOptions(config), {
    died({ message }) {
      log.fatal({ reason: message }, 'the intake thread died; stopping for a supervisor to restart')
      process.exit(1)
    },
    trouble: (reason) => log.warn({ reason }, 'housekeeping failed; it will be tried again'),
    fault: (place) => log.error({ place }, 'events were refused by an error of this program'),
  })
}
