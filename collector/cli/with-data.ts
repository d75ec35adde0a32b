import { readConfig } from '../config.ts'
import { type OpenData, openData } from '../data-folder.ts'
import { settingFlags } from './options.ts'

/** Opens the data folder that a command's options name, lets it work, and closes whatever happens. */
export async function withOpenData<T>(
  options: object,
  work: (data: OpenData) => Promise<T>,
): Promise<T> {
  const data = openData(readConfig(settingFlags(options)).data)
  try {
    return await work(data)
  } finally {
    await data.close()
  }
}
