import { useState } from 'preact/hooks'
import { ask } from '../../api.ts'
import { useSave } from '../../blocks/forms/use-save.ts'
import { go } from '../../models/address.ts'
import { loadSites, site } from '../../models/sites.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { settingsWords } from '../../texts/settings.ts'

export function DangerSettings() {
  const text = settingsWords.value.danger
  const domain = site.value?.domain ?? ''
  const [typed, setTyped] = useState('')
  const saving = useSave()
  const submit = async (event: Event) => {
    event.preventDefault()
    const gone = await saving.save(async () => {
      await ask('DELETE', '/api/sites/:site', { param: { site: domain } })
      await loadSites()
    })
    if (gone) go('/')
  }
  return (
    <form class="form" onSubmit={submit}>
      <p>{text.text}</p>
      {saving.rest && <Notice tone="bad">{saving.rest}</Notice>}
      <TextField label={text.confirm(domain)} value={typed} onValue={setTyped} />
      <div class="form-foot">
        <Button kind="danger" type="submit" disabled={typed !== domain || saving.busy}>
          {text.submit}
        </Button>
      </div>
    </form>
  )
}
