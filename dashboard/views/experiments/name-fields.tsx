import type { Saving } from '../../blocks/forms/use-save.ts'
import { TextArea, TextField } from '../../parts/field.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { type ExperimentDraft, keyFrom } from './draft.ts'

interface NameFieldsProps {
  draft: ExperimentDraft
  change: (part: Partial<ExperimentDraft>) => void
  saving: Saving
  /** It has its key. */
  fixed: boolean
}

/** How it is called, and what is expected of it; a new one's key follows its name. */
export function NameFields({ draft, change, fixed, saving }: NameFieldsProps) {
  const text = experimentWords.value.form
  const rename = (name: string) => {
    const follows = !fixed && draft.key === keyFrom(draft.name)
    change(follows ? { name, key: keyFrom(name) } : { name })
  }
  return (
    <>
      <div class="form-pair">
        <TextField
          label={text.name}
          required
          value={draft.name}
          problem={saving.about('name')}
          onValue={rename}
        />
        <TextField
          label={text.key}
          hint={text.keyHint}
          required
          disabled={fixed}
          value={draft.key}
          problem={saving.about('key')}
          onValue={(key) => change({ key })}
        />
      </div>
      <TextArea
        label={text.hypothesis}
        value={draft.hypothesis}
        problem={saving.about('hypothesis')}
        onValue={(hypothesis) => change({ hypothesis })}
      />
    </>
  )
}
