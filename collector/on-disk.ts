import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

function settle(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Returns when a file, and its name in its folder, survive a power cut. Windows opens no folders, and needs it not. */
export function putOnDisk(path: string): void {
  settle(path)
  if (process.platform !== 'win32') settle(dirname(path))
}
