import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FileAsked, readSpendFile } from '../../collector/spend/read-file.ts'

export const ASKED: FileAsked = {
  platform: undefined,
  mapping: undefined,
  date_order: undefined,
  currency: undefined,
  source: undefined,
  medium: undefined,
  site_currency: 'USD',
  timezone: 'UTC',
  today: '2026-11-01',
}

/** Reads one of the exported files beside. */
export function readExport(name: string, asked: Partial<FileAsked> = {}) {
  return readSpendFile(exported(name), { ...ASKED, ...asked })
}

export function exported(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, 'files', name))
}

/** Reads a file that is only written here. */
export function readText(text: string, asked: Partial<FileAsked> = {}) {
  return readSpendFile(Buffer.from(text), { ...ASKED, ...asked })
}
