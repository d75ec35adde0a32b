import { setTimeout } from 'node:timers/promises'
import { readConfig } from '../config.ts'
import { requireDatabase } from '../data-folder.ts'
import { databasePath } from '../database-path.ts'
import { type AllData, openAll } from '../open-all.ts'
import { inWords } from '../storage-trouble.ts'
import { settingFlags } from './options.ts'

type Work<T> = (data: AllData) => Promise<T>

/** Opens the database of the data folder that a command's options name, lets it work, and closes whatever happens. */
export async function withOpenData<T>(options: object, work: Work<T>): Promise<T> {
  requireDatabase(readConfig(settingFlags(options)).data)
  return await withNewData(options, work)
}

/** The same for a command that may be the first: a database is made where there is none. */
export async function withNewData<T>(options: object, work: Work<T>): Promise<T> {
  const config = readConfig(settingFlags(options))
  const data = await openAll(config)
  try {
    return await work(data)
  } catch (error) {
    throw inWords(error, databasePath(config.data))
  } finally {
    await data.close()
  }
}

/** A server that waits for the file looks again after 25 ms at first, later after as long as it has waited. */
const TURN_MS = 30
let began = performance.now()

/** Between two transactions, long enough that a server beside gets its turn at the file. */
export async function turn(): Promise<void> {
  await setTimeout(Math.max(TURN_MS, performance.now() - began))
  began = performance.now()
}
