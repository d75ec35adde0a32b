import { readConfig } from '../config.ts'
import { settingFlags } from './options.ts'

/** Where browsers reach the server that these options and the environment describe. */
export function publicOrigin(options: object): string {
  const { publicUrl, host, port } = readConfig(settingFlags(options))
  const reached = /^(0\.0\.0\.0|::)$/u.test(host) ? 'localhost' : host
  return publicUrl ?? `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`
}
