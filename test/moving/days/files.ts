import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportedDay } from '../../../collector/imported/imported-day.ts'
import { findFormat } from '../../../collector/moving/find-format.ts'
import type { FormatName, Rejected } from '../../../collector/moving/format.ts'
import { ga4Csv } from '../../../collector/moving/ga4-csv/read-ga4-csv.ts'
import { openFile } from '../../../collector/moving/open-file.ts'
import { plausible } from '../../../collector/moving/plausible/read-plausible.ts'

export interface ReadDays {
  format: FormatName
  days: ImportedDay[]
  rejected: Rejected[]
}

const OPTIONS = { domain: 'example.com', timezone: 'UTC', currency: 'EUR' }

/** A file of that name and these bytes, read as whatever it looks like. */
export async function readDays(
  name: string,
  bytes: Uint8Array | string,
  format?: FormatName,
): Promise<ReadDays> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-days-'))
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  try {
    const file = await openFile(path, name)
    try {
      const found = findFormat([plausible, ga4Csv], file.head, format)
      if (found.kind !== 'days') throw new Error('no days')
      const read: ReadDays = { format: found.name, days: [], rejected: [] }
      for await (const batch of found.read(file, OPTIONS)) {
        for (const one of batch)
          'day' in one ? read.days.push(one.day as ImportedDay) : read.rejected.push(one.rejected)
      }
      return read
    } finally {
      await file.close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Made up: Plausible's export as it is in 2026. */
export const PLAUSIBLE: Readonly<Record<string, string>> = {
  'imported_visitors_20260501_20260502.csv': `date,visitors,pageviews,bounces,visits,visit_duration
2026-05-01,8,25,4,10,600
2026-05-02,5,12,3,6,120
`,
  'imported_sources_20260501_20260502.csv': `date,source,referrer,utm_source,utm_medium,utm_campaign,utm_content,utm_term,pageviews,visitors,visits,visit_duration,bounces
2026-05-01,Google,google.com,,,,,,9,3,4,300,1
2026-05-01,newsletter,,newsletter,email,"May, ""big"" sale",top,,6,2,2,200,0
2026-05-01,,,,,,,,8,2,3,100,2
2026-05-01,Google,,,(gclid),,,,2,1,1,0,1
2026-05-02,Hacker News,https://news.ycombinator.com/item?id=1,,,,,,12,5,6,120,3
`,
  'imported_pages_20260501_20260502.csv': `date,hostname,page,visits,visitors,pageviews,total_scroll_depth,total_scroll_depth_visits,total_time_on_page,total_time_on_page_visits
2026-05-01,example.com,/,9,8,15,500,8,400,9
2026-05-01,example.com,/caf%c3%a9?x=1,4,4,10,,,,
2026-05-02,example.com,/,6,5,12,,,,
`,
  'imported_entry_pages_20260501_20260502.csv': `date,entry_page,visitors,entrances,visit_duration,bounces,pageviews
2026-05-01,/,8,10,600,4,25
`,
  'imported_exit_pages_20260501_20260502.csv': `date,exit_page,visitors,visit_duration,exits,bounces,pageviews
2026-05-01,/pricing,8,600,10,4,25
`,
  'imported_custom_events_20260501_20260502.csv': `date,name,link_url,path,visitors,events
2026-05-01,Signup,,/signup,2,3
2026-05-01,Outbound Link: Click,https://x.example/,,1,1
2026-05-01,404,,/nothing,1,2
2026-05-01,pageview,,,1,2
`,
  'imported_custom_props_20260501_20260502.csv': `date,property,value,visitors,events
2026-05-01,plan,pro,2,2
2026-05-01,plan,(none),1,1
`,
  'imported_locations_20260501_20260502.csv': `date,country,region,city,visitors,visits,visit_duration,bounces,pageviews
2026-05-01,DE,DE-BE,2950159,6,8,500,3,20
2026-05-01,ZZ,,0,2,2,100,1,5
`,
  'imported_devices_20260501_20260502.csv': `date,device,visitors,visits,visit_duration,bounces,pageviews
2026-05-01,Laptop,5,6,300,2,15
2026-05-01,Mobile,3,4,300,2,10
`,
  'imported_browsers_20260501_20260502.csv': `date,browser,browser_version,visitors,visits,visit_duration,bounces,pageviews
2026-05-01,Microsoft Edge,124.0,5,6,300,2,15
2026-05-01,(not set),(not set),3,4,300,2,10
`,
  'imported_operating_systems_20260501_20260502.csv': `date,operating_system,operating_system_version,visitors,visits,visit_duration,bounces,pageviews
2026-05-01,Mac,10.15,5,6,300,2,15
2026-05-01,GNU/Linux,,3,4,300,2,10
`,
}
