import { answerOf, reach } from '../../api.ts'
import { sides } from '../../models/other-visits.ts'
import { language, words } from '../../texts/texts.ts'
import type { Sheet } from './sheet.ts'
import { SheetButtons } from './sheet-buttons.tsx'

interface CsvButtonProps {
  request: string | undefined
  small?: boolean
}

/** The answer to a report's question as a table, as the page words it. */
export function CsvButton({ request, small }: CsvButtonProps) {
  const [path = '', ...body] = (request ?? '').split(' ')
  const asked = body.join(' ')
  return (
    <SheetButtons
      name={nameOf(path, asked)}
      disabled={request === undefined}
      small={small}
      sheet={() => reportSheet(path, asked)}
    />
  )
}

/** What is counted by, such as `country`; of what is counted by nothing, or by time alone, the report. */
function nameOf(path: string, asked: string): string {
  const report = path.split('/reports/')[1] ?? ''
  if (report !== 'stats' || asked === '') return report
  const { dimensions = [] }: { dimensions?: string[] } = JSON.parse(asked)
  return dimensions.find((one) => !one.startsWith('time:')) ?? 'by-time'
}

async function reportSheet(path: string, asked: string): Promise<Sheet> {
  const headers = { 'content-type': 'application/json', accept: 'text/csv' }
  const response = await reach(path, { method: 'POST', headers, body: asked })
  if (!response.ok) await answerOf(response, { path })
  const csv = await response.text()
  const isBeside = 'compare_filters' in JSON.parse(asked)
  const reader = {
    language: language.peek(),
    texts: words.peek(),
    ...(isBeside && { sides: sides.peek() }),
  }
  const { sheetIn, spelledSheet } = await import('./sheet.ts')
  return spelledSheet(sheetIn(csv), reader)
}
