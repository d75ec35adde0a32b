import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { bench } from '../bench/bench.ts'
import { asMarkdown, asText, machine } from '../bench/report.ts'
import { broken } from '../bench/simulation/promised.ts'
import { SCENARIOS } from '../bench/simulation/scenarios.ts'
import { simulate } from '../bench/simulation/simulate.ts'
import { simulationTable } from '../bench/simulation/table.ts'
import { addressed } from './clickhouse-address.ts'
import { say } from './print.ts'
import { progressBar } from './progress.ts'

interface Options {
  quick?: boolean
  large?: boolean
  simulate?: boolean
  scale?: boolean
  folder?: string
  json?: boolean
  write?: boolean
}

/** `tributary bench`: the figures of BENCHMARKS.md, or with `--simulate` those of docs/statistics.md, measured here. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('measure the figures of BENCHMARKS.md on this machine')
    .option('--quick', 'one short run of everything: minutes become seconds, figures become rough')
    .option('--large', 'ten million events as well')
    .option('--simulate', 'how often experiments are judged wrong, instead: docs/statistics.md')
    .option('--scale', 'past one machine, instead: needs a ClickHouse with an empty database')
    .option('--clickhouse-url <url>', 'that one (TRIBUTARY_CLICKHOUSE_URL)')
    .option('--folder <folder>', 'where the data is put meanwhile; default: the temporary folder')
    .option('--json', 'print the figures as JSON')
    .option('--write', 'write BENCHMARKS.md in the current folder')
    .action((options: Options) => (options.simulate ? simulated(options) : measure(options)))
}

async function measure(options: Options): Promise<void> {
  const { quick = false, large = false, folder, json, write } = options
  const on = machine(Date.now())
  const scale = options.scale ? addressed(options).address : undefined
  const figures = await bench({ quick, large, folder, say, scale })
  if (write && !scale) writeFileSync('BENCHMARKS.md', asMarkdown(figures, on))
  console.log(json ? JSON.stringify({ machine: on, figures }, null, 2) : asText(figures))
}

const TESTS = 20_000
const FEW_TESTS = 500
/** The day the table was first made. */
const SEED = 20_261_128

/** Fails where a promise is not held; a quick run has too few tests to tell. */
function simulated({ quick = false, json }: Options): void {
  const tests = quick ? FEW_TESTS : TESTS
  const rows = SCENARIOS.map((scenario, place) => {
    const bar = progressBar(scenario.name)
    const started = performance.now()
    const row = simulate(scenario, place, { tests, seed: SEED, progress: bar })
    say(`${scenario.name}: ${((performance.now() - started) / 1_000).toFixed(1)} s`)
    return row
  })
  console.log(json ? JSON.stringify(rows, null, 2) : simulationTable(rows))
  const missed = quick ? [] : rows.flatMap(broken)
  for (const one of missed) say(`✗ ${one}`)
  if (missed.length > 0) process.exitCode = 1
}
