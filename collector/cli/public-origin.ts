import { readConfig } from '../config.ts'
import { type ServedAddress, servedAddress } from '../served-address.ts'
import { settingFlags } from './options.ts'

/**
 * Where browsers reach the server: as these options say, else where the one that serves the folder is reached, else as the
 * environment describes it.
 */
export function publicAddress(options: object): ServedAddress {
  const flags = settingFlags(options)
  const { publicUrl, host, port, trackerPath, data } = readConfig(flags)
  const isSaid = ['port', 'host'].some((name) => name in flags)
  const served = isSaid ? undefined : servedAddress(data)
  const reached = /^(0\.0\.0\.0|::)$/u.test(host) ? 'localhost' : host
  const described = `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`
  return {
    origin: publicUrl ?? served?.origin ?? described,
    tracker_path: 'trackerPath' in flags ? trackerPath : (served?.tracker_path ?? trackerPath),
  }
}
