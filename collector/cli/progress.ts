const WIDTH = 30

/** Told how much is done, 0–1. */
export type Progress = (share: number) => void

/** A bar that redraws itself on a terminal and is silent anywhere else. */
export function progressBar(label: string, out: NodeJS.WriteStream = process.stderr): Progress {
  if (!out.isTTY) return () => undefined
  let shown = -1
  return (share) => {
    const percent = Math.floor(100 * Math.min(1, share))
    if (percent === shown) return
    shown = percent
    const full = Math.round((WIDTH * percent) / 100)
    const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full)
    out.write(`\r${label} ${bar} ${percent} %${percent === 100 ? '\n' : ''}`)
  }
}
