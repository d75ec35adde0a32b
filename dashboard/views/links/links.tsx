import { useState } from 'preact/hooks'
import { Page } from '../../blocks/page/page.tsx'
import { type RulesOfSite, rulesQuestion } from '../../models/site-rules.ts'
import { useResource } from '../../models/use-resource.ts'
import { Card } from '../../parts/card.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { linkWords } from '../../texts/links.ts'
import { BulkLinks } from './bulk-links.tsx'
import { LinkResult } from './link-result.tsx'
import { SavedLinks } from './saved-links.tsx'
import { AddressField, TagFields } from './tag-fields.tsx'
import { NO_TAGS } from './tagged-link.ts'

type Mode = 'single' | 'bulk'

/** Builds links whose visits land where they belong, and keeps short ones. */
export function Links() {
  const text = linkWords.value
  const rules = useResource<RulesOfSite>(rulesQuestion).data.value
  const [mode, setMode] = useState<Mode>('single')
  const [address, setAddress] = useState('')
  const [tags, setTags] = useState(NO_TAGS)
  return (
    <Page
      title={text.title}
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
      <div class="stack">
        <div class="columns">
          <Card>
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
        <SavedLinks rules={rules} />
      </div>
    </Page>
  )
}
