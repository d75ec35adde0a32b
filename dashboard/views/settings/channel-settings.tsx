import { useState } from 'preact/hooks'
import type { ChannelsPreviewAnswer } from '../../../collector/reports/channels-preview.ts'
import { ask } from '../../api.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { useSave } from '../../blocks/forms/use-save.ts'
import { useDraft } from '../../models/drafts.ts'
import { type ChannelRules, changeSheet, sheetQuestion } from '../../models/site-rules.ts'
import { mayChange, siteHere } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { Button } from '../../parts/button.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { BuiltInRules } from './built-in-rules.tsx'
import { Changeable } from './changeable.tsx'
import { ChannelMoves } from './channel-moves.tsx'
import { fieldsOf, movedUp, type RuleDraft, readRule, writeRule } from './rule-draft.ts'
import { RuleEditor } from './rule-editor.tsx'

export function ChannelSettings() {
  const sheet = useResource(() => sheetQuestion('channels'))
  return (
    <div class="form">
      <p>{settingsWords.value.channels.intro}</p>
      <Answered of={sheet} meanwhile={<SkeletonRows rows={4} />}>
        {({ rules }) => <RuleSheet start={rules.map(readRule)} onTried={sheet.ask} />}
      </Answered>
    </div>
  )
}

interface RuleSheetProps {
  start: RuleDraft[]
  /** Saved or refused: asks again for what is stored by now. */
  onTried: () => void
}

function RuleSheet({ start, onTried }: RuleSheetProps) {
  const text = settingsWords.value.channels
  const drafted = useDraft('channels', start)
  const drafts = drafted.draft
  const [preview, setPreview] = useState<ChannelsPreviewAnswer>()
  const saving = useSave({ fields: drafts.flatMap(fieldsOf) })
  const rules = drafts.map(writeRule)
  const setDrafts = (next: RuleDraft[]) => {
    drafted.change(next)
    // It was of other rules.
    setPreview(undefined)
  }
  const look = async () => {
    const sent = { param: { site: siteHere() }, body: { rules } }
    await attempt(async () =>
      setPreview(await ask('POST', '/api/sites/:site/channels/preview', sent)),
    )
  }
  const store = async () => {
    const change = (stored: ChannelRules) => ({
      rules: drafted.onto(stored.rules.map(readRule)).map(writeRule),
    })
    const store = () => changeSheet(siteHere(), 'channels', change)
    if (await saving.save(store)) drafted.stored()
    onTried()
  }
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        void store()
      }}
    >
      <Changeable>
        {drafts.map((draft, i) => (
          <RuleEditor
            key={i}
            draft={draft}
            first={i === 0}
            about={(field) => saving.about(`rules.${i}.${field}`)}
            onChange={(next) => setDrafts(drafts.with(i, next))}
            onUp={() => setDrafts(movedUp(drafts, i))}
            onRemove={() => setDrafts(drafts.filter((_, other) => other !== i))}
          />
        ))}
        {drafts.length === 0 && (
          <p class="field-hint">{mayChange.value ? text.emptyHint : text.empty}</p>
        )}
        {preview && <ChannelMoves preview={preview} />}
        <div class="form-foot">
          <Button onClick={() => setDrafts([...drafts, readRule({ channel: '', when: [] })])}>
            {text.add}
          </Button>
          <Button onClick={look} disabled={rules.length === 0}>
            {text.preview}
          </Button>
        </div>
        <SaveBar saving={saving} drafted={drafted} />
      </Changeable>
      <BuiltInRules onCopy={(rule) => setDrafts([...drafts, readRule(rule)])} />
    </form>
  )
}
