import { spawnSync } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { dataFolder, removeFolder } from '../server.ts'

/** Why there is none, for whoever reads what was skipped. */
export const NO_SMALL_DISK = 'a small disk can only be mounted by root'

/** A disk of its own of so many MiB, where root may mount one. */
export function smallDisk(mebibytes: number): string | undefined {
  const data = dataFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', data])
  if (mounted.status !== 0) {
    removeFolder(data)
    return undefined
  }
  onTestFinished(() => {
    spawnSync('umount', ['-l', data])
    removeFolder(data)
  })
  return data
}

/** Makes room on it, or takes it away. */
export function resize(disk: string, mebibytes: number): void {
  const { status } = spawnSync('mount', ['-o', `remount,size=${mebibytes}m`, disk])
  if (status !== 0) throw new Error(`${disk} could not be made ${mebibytes} MiB`)
}
