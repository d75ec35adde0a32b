import type { Saving } from '../../blocks/forms/use-save.ts'
import { TextArea, TextField } from '../../parts/field.tsx'
import { linkWords } from '../../texts/links.ts'

/** What is kept beside a link, for those who look after it. */
interface About {
  owner: string
  note: string
}

export const NOTHING_KEPT: About = { owner: '', note: '' }

interface KeptFieldsProps {
  kept: About
  saving: Saving
  onKept: (kept: About) => void
}

/** Who looks after a link, and what else there is to know of it. */
export function KeptFields({ kept, saving, onKept }: KeptFieldsProps) {
  const text = linkWords.value
  return (
    <>
      <TextField
        label={text.owner}
        hint={text.ownerHint}
        maxLength={120}
        value={kept.owner}
        problem={saving.about('owner')}
        onValue={(owner) => onKept({ ...kept, owner })}
      />
      <TextArea
        label={text.note}
        hint={text.noteHint}
        value={kept.note}
        problem={saving.about('note')}
        onValue={(note) => onKept({ ...kept, note })}
      />
    </>
  )
}
