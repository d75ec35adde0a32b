import type { ComponentType } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useParams } from 'wouter-preact'
import { linkTo } from '../../models/view.ts'
import type { Texts } from '../../texts/texts.ts'
import { words } from '../../texts/texts.ts'
import { Page } from '../page/page.tsx'
import { AliasSettings } from './alias-settings.tsx'
import { ChannelSettings } from './channel-settings.tsx'
import { DangerSettings } from './danger-settings.tsx'
import { ExclusionSettings } from './exclusion-settings.tsx'
import { GeneralSettings } from './general-settings.tsx'
import { GoalSettings } from './goal-settings.tsx'
import { MemberSettings } from './member-settings.tsx'
import { RateSettings } from './rate-settings.tsx'
import { SegmentSettings } from './segment-settings.tsx'
import { ShareSettings } from './share-settings.tsx'
import { SnippetSettings } from './snippet-settings.tsx'
import { TokenSettings } from './token-settings.tsx'

type Section = keyof Texts['settings']['sections']

const SECTIONS: Record<Section, ComponentType> = {
  general: GeneralSettings,
  snippet: SnippetSettings,
  goals: GoalSettings,
  segments: SegmentSettings,
  channels: ChannelSettings,
  aliases: AliasSettings,
  exclusions: ExclusionSettings,
  rates: RateSettings,
  shares: ShareSettings,
  tokens: TokenSettings,
  members: MemberSettings,
  danger: DangerSettings,
}
const NAMES = Object.keys(SECTIONS) as Section[]

export function Settings() {
  const text = words.value.settings
  const wanted = useParams<{ section?: string }>().section
  const section = NAMES.find((name) => name === wanted) ?? 'general'
  const Shown = SECTIONS[section]
  const nav = useRef<HTMLElement>(null)
  // On a phone the sections lie in a row that scrolls.
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (current) nav.current?.scrollTo({ left: current.offsetLeft - current.offsetWidth })
  }, [section])
  return (
    <Page title={text.title}>
      <div class="settings">
        <nav aria-label={text.title} ref={nav}>
          {NAMES.map((name) => (
            <a
              key={name}
              class="side-link"
              href={linkTo(`settings/${name}`)}
              aria-current={name === section ? 'page' : undefined}
            >
              {text.sections[name]}
            </a>
          ))}
        </nav>
        <section class="card settings-body" aria-labelledby="section">
          <h2 id="section">{text.sections[section]}</h2>
          <Shown key={section} />
        </section>
      </div>
    </Page>
  )
}
