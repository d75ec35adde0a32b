import type { Section } from '../../models/sections.ts'
import { linkTo } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

/** The way to a section of the settings, by its name. */
export function SectionLink({ section }: { section: Section }) {
  return (
    <a class="link" href={linkTo(`settings/${section}`)}>
      {words.value.settings.sections[section]}
    </a>
  )
}
