import { FileText } from 'lucide-preact'
import { saveText } from '../../charts/save.ts'
import type { Experiment } from '../../models/experiments.ts'
import { site } from '../../models/sites.ts'
import { now } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import type { Answer } from './verdict-words.ts'

/** The result as a file that stands by itself. */
export function SavePage({ experiment, answer }: { experiment: Experiment; answer: Answer }) {
  return (
    <Button
      kind="ghost"
      size="small"
      icon={<FileText size={14} />}
      label={experimentWords.value.result.savePage}
      onClick={() => void save(experiment, answer)}
    />
  )
}

async function save(experiment: Experiment, answer: Answer): Promise<void> {
  const { domain = '', timezone = 'UTC' } = site.peek() ?? {}
  const { resultPage } = await import('./result-page.ts')
  const page = resultPage({ experiment, answer, domain, timezone, now: now.peek() })
  saveText(page, 'text/html', `${domain}-${experiment.key}.html`)
}
