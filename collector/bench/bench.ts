import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClickHouseAddress } from '../clickhouse-address.ts'
import { accountFigures } from './accounts.ts'
import { alertFigures } from './alerts.ts'
import { customerFigures } from './customers.ts'
import { experimentFigures } from './experiments.ts'
import { type Extent, type Figure, FULL, QUICK, type Say } from './figures.ts'
import { historyFigures } from './histories.ts'
import { importFigures } from './import.ts'
import { intakeFigures } from './intake.ts'
import { journeyFigures } from './journeys.ts'
import { memoryFigures, mixedFigures } from './mixed.ts'
import { pageFigures } from './page-figures.ts'
import { queryFigures } from './queries.ts'
import { redirectFigures } from './redirects.ts'
import { returnFigures } from './return.ts'
import { scaleFigures } from './scale.ts'
import { scriptFigures } from './script.ts'
import { umamiFigures } from './umami.ts'
import { worstFigures } from './worst.ts'

export interface BenchOptions {
  quick: boolean
  /** Ten million events as well. */
  large: boolean
  /** Folder for the data; its disk is what is measured. */
  folder: string | undefined
  say: Say
  /** Only what it takes past one machine, on that ClickHouse. */
  scale: ClickHouseAddress | undefined
}

const LARGE = 10
/** Of the file's events, in ClickHouse. */
const COPIES = [1, 10, 100]
/** `TMPFS_MAGIC` of linux/magic.h. */
const TMPFS = 0x01021994

/** Measures every figure, one after the other, on data of its own that is removed afterwards. */
export async function bench(options: BenchOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(options.folder ?? disk(), 'tributary-bench-'))
  const setting = { extent: options.quick ? QUICK : FULL, folder, say: options.say }
  try {
    if (options.scale)
      return await scaleFigures({ ...setting, clickhouse: options.scale, copies: COPIES })
    const intake = await intakeFigures(setting)
    const redirects = await redirectFigures(setting)
    const worst = await worstFigures(setting)
    const imported = await importFigures(setting, setting.extent)
    const umami = await umamiFigures(setting, setting.extent)
    const reports = await queryFigures(setting, imported.data)
    const pages = await pageFigures(setting, imported.data)
    const histories = await historyFigures(setting, imported.data)
    const journeys = await journeyFigures(setting, imported.data)
    const returns = await returnFigures(setting, imported.data)
    const alerts = await alertFigures(setting, imported.data)
    const customers = await customerFigures(setting)
    const accounts = await accountFigures(setting)
    const memory = await memoryFigures(setting, imported.data)
    const mixed = await mixedFigures(setting, imported.data)
    const experiments = await experimentFigures(setting, imported.data)
    const script = await scriptFigures(setting)
    const large = options.large ? await largeFigures(setting) : []
    return [
      ...intake,
      ...redirects,
      ...worst,
      ...imported.figures,
      ...umami,
      ...reports,
      ...pages,
      ...histories,
      ...journeys,
      ...returns,
      ...alerts,
      ...customers,
      ...accounts,
      ...experiments,
      ...mixed,
      ...memory,
      ...script,
      ...large,
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The temporary folder, unless it is no disk but memory: commits would cost nothing there. */
function disk(): string {
  const folder = tmpdir()
  return statfsSync(folder).type === TMPFS ? process.cwd() : folder
}

async function largeFigures(setting: { extent: Extent; folder: string; say: Say }) {
  const events = setting.extent.events * LARGE
  const { figures, data } = await importFigures(setting, { events, runs: 1 })
  const reports = await queryFigures(setting, data, LARGE)
  const pages = await pageFigures(setting, data, true)
  const histories = await historyFigures(setting, data, LARGE)
  const journeys = await journeyFigures(setting, data, LARGE)
  const returns = await returnFigures(setting, data, LARGE)
  const experiments = await experimentFigures(setting, data)
  const size = `${events.toLocaleString('en')} events`
  const asked = [...reports, ...pages, ...histories, ...journeys, ...returns, ...experiments]
  return [...figures, ...asked.map((figure) => ({ ...figure, what: `${figure.what}, ${size}` }))]
}
