import { FileQuestionMark } from 'lucide-preact'
import { Page } from '../blocks/page/page.tsx'
import { pagePath } from '../models/view.ts'
import { guest } from '../opened-as.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { words } from '../texts/texts.ts'

export function Missing() {
  const text = words.value.missing
  return (
    <Page title={text.title}>
      <EmptyState icon={<FileQuestionMark size={24} aria-hidden="true" />} title={text.text}>
        <a class="button" href={guest ? pagePath('') : '/'}>
          {text.home}
        </a>
      </EmptyState>
    </Page>
  )
}
