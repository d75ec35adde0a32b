import type { ComponentType } from 'preact'
import { Page } from '../../blocks/page/page.tsx'
import { pageInView } from '../../models/view.ts'
import { linkWords } from '../../texts/links.ts'
import { BuilderTab } from './builder-tab.tsx'
import { NamesTab } from './names-tab.tsx'
import { SavedTab } from './saved-tab.tsx'

const TABS: Readonly<Record<string, ComponentType>> = {
  'links/saved': SavedTab,
  'links/names': NamesTab,
}

/** Builds links whose visits land where they belong, and tells what became of those that were handed out. */
export function Links() {
  const Tab = TABS[pageInView.value] ?? BuilderTab
  return (
    <Page title={linkWords.value.title} timed={Tab === SavedTab} alone>
      <Tab />
    </Page>
  )
}
