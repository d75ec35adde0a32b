import { useState } from 'preact/hooks'
import { day as dayText } from '../../format.ts'
import { addThing, annotations, removeThing } from '../../models/things.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'

interface AnnotationDialogProps {
  day: string
  onClose: () => void
}

/** What happened on a day: the notes there are, and room for another. */
export function AnnotationDialog({ day, onClose }: AnnotationDialogProps) {
  const { actions, annotations: text } = words.value
  const [note, setNote] = useState('')
  const existing = (annotations.data.value ?? []).filter((annotation) => annotation.day === day)
  const save = async (event: Event) => {
    event.preventDefault()
    await addThing('annotations', { day, text: note })
    annotations.ask()
    onClose()
  }
  return (
    <Dialog
      title={text.title(dayText(day, locale.value.language))}
      closeLabel={actions.close}
      onClose={onClose}
    >
      {existing.length > 0 && (
        <ul class="plain-list">
          {existing.map(({ id, text: said }) => (
            <li key={id}>
              <span>{said}</span>
              <Button
                kind="ghost"
                size="small"
                onClick={async () => {
                  await removeThing('annotations', id)
                  annotations.ask()
                }}
              >
                {actions.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form class="form" onSubmit={save}>
        <TextField label={text.label} value={note} required maxLength={200} onValue={setNote} />
        <div class="form-foot">
          <Button kind="primary" type="submit">
            {actions.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
