import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { workerScript } from './worker-script.ts'

/**
 * Reads the pages of a database while it is served; `found` is told what is wrong with one. Answers how to stop: a
 * thread could not be stopped while SQLite reads, a process can.
 */
export function checkBeside(path: string, found: (trouble: string) => void): () => void {
  const child = fork(fileURLToPath(workerScript('check-pages.js')), [path], { stdio: 'ignore' })
  child.on('message', (answer) => {
    if (answer !== 'ok') found(String(answer))
  })
  child.on('error', (error) => found(`its pages could not be checked: ${error.message}`))
  child.unref()
  child.channel?.unref()
  return () => void child.kill('SIGKILL')
}
