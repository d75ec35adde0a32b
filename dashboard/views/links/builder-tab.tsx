import { useState } from 'preact/hooks'
import { type RulesOfSite, rulesQuestion } from '../../models/site-rules.ts'
import { useResource } from '../../models/use-resource.ts'
import { Card } from '../../parts/card.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { linkWords } from '../../texts/links.ts'
import { BulkLinks } from './bulk-links.tsx'
import { LinkResult } from './link-result.tsx'
import { AddressField, TagFields } from './tag-fields.tsx'
import { NO_TAGS } from './tagged-link.ts'

type Mode = 'single' | 'bulk'

/** One link at a time, or the same tags on many addresses. */
export function BuilderTab() {
  const text = linkWords.value
  const rules = useResource<RulesOfSite>(rulesQuestion).data.value
  const [mode, setMode] = useState<Mode>('single')
  const [address, setAddress] = useState('')
  const [tags, setTags] = useState(NO_TAGS)
  return (
    <div class="columns">
      <Card
        title={text.build}
        tools={
          <Segmented
            label={text.title}
            value={mode}
            onValue={setMode}
            choices={[
              { value: 'single', name: text.single },
              { value: 'bulk', name: text.bulk },
            ]}
          />
        }
      >
        <div class="form card-form">
          <p>{text.intro}</p>
          {mode === 'single' && (
            <AddressField address={address} tags={tags} onAddress={setAddress} />
          )}
          <TagFields address={address} tags={tags} rules={rules} onTags={setTags} />
        </div>
      </Card>
      {mode === 'single' ? (
        <LinkResult address={address} tags={tags} rules={rules} />
      ) : (
        <BulkLinks tags={tags} rules={rules} />
      )}
    </div>
  )
}
