import { Page } from '../../blocks/page/page.tsx'
import { pageInView } from '../../models/view.ts'
import { linkWords } from '../../texts/links.ts'
import { BuilderTab } from './builder-tab.tsx'
import { SavedTab } from './saved-tab.tsx'

/** Builds links whose visits land where they belong, and tells what became of those that were handed out. */
export function Links() {
  const isSaved = pageInView.value === 'links/saved'
  return (
    <Page title={linkWords.value.title} timed={isSaved} alone>
      {isSaved ? <SavedTab /> : <BuilderTab />}
    </Page>
  )
}
