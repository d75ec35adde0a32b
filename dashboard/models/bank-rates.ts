import { sitePath } from '../api.ts'
import { sendFile } from '../send-file.ts'
import { siteDomain } from './sites.ts'

interface StoredRates {
  stored: number
  days: [string, string]
}

/** Stores the European Central Bank's rates, from its file as it is. */
export function storeBankRates(file: File): Promise<StoredRates> {
  return sendFile(sitePath(siteDomain.peek() ?? '', 'rates'), file)
}
