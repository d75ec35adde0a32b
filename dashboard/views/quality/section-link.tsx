import type { Section } from '../../models/sections.ts'
import { linkTo } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

/** The way to a section of the settings, by its name. */
export function SectionLink({ section, name }: { section: Section; name?: string }) {
  return (
    <a class="link" href={linkTo(`settings/${section}`)}>
      {name ?? words.value.sections[section]}
    </a>
  )
}
