import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { bench } from '../bench/bench.ts'
import { asMarkdown, asText, machine } from '../bench/report.ts'
import { say } from './print.ts'

interface Options {
  quick?: boolean
  large?: boolean
  folder?: string
  json?: boolean
  write?: boolean
}

/** `tributary bench`: the figures of BENCHMARKS.md, measured here. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('measure the figures of BENCHMARKS.md on this machine')
    .option('--quick', 'one short run of everything: minutes become seconds, figures become rough')
    .option('--large', 'ten million events as well')
    .option('--folder <folder>', 'where the data is put meanwhile; default: the temporary folder')
    .option('--json', 'print the figures as JSON')
    .option('--write', 'write BENCHMARKS.md in the current folder')
    .action(measure)
}

async function measure(options: Options): Promise<void> {
  const { quick = false, large = false, folder, json, write } = options
  const on = machine(Date.now())
  const figures = await bench({ quick, large, folder, say })
  if (write) writeFileSync('BENCHMARKS.md', asMarkdown(figures, on))
  console.log(json ? JSON.stringify({ machine: on, figures }, null, 2) : asText(figures))
}
