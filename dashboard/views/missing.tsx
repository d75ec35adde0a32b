import { FileQuestionMark } from 'lucide-preact'
import { guest } from '../models/guest.ts'
import { pagePath } from '../models/view.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { words } from '../texts/texts.ts'
import { Page } from './page/page.tsx'

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
