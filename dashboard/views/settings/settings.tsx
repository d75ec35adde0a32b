import { Lock } from 'lucide-preact'
import type { ComponentType } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useParams } from 'wouter-preact'
import { ReadOnly } from '../../blocks/forms/read-only.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { isUnsaved } from '../../models/drafts.ts'
import {
  closedTo,
  maySee,
  type Section,
  sectionNamed,
  sectionsInReach,
} from '../../models/sections.ts'
import { linkTo } from '../../models/view.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { words } from '../../texts/texts.ts'
import { AlertSettings } from './alert-settings.tsx'
import { AliasSettings } from './alias-settings.tsx'
import { ChannelSettings } from './channel-settings.tsx'
import { DangerSettings } from './danger-settings.tsx'
import { DeveloperSettings } from './developer-settings.tsx'
import { DigestSettings } from './digest-settings.tsx'
import { EventNameSettings } from './event-name-settings.tsx'
import { ExclusionSettings } from './exclusion-settings.tsx'
import { GeneralSettings } from './general-settings.tsx'
import { GoalSettings } from './goal-settings.tsx'
import { HealthSettingsForm } from './health-settings.tsx'
import { HistorySettings } from './history-settings.tsx'
import { ImportSettings } from './import-settings.tsx'
import { MemberSettings } from './member-settings.tsx'
import { NotificationSettings } from './notification-settings.tsx'
import { RateSettings } from './rate-settings.tsx'
import { SegmentSettings } from './segment-settings.tsx'
import { ShareSettings } from './share-settings.tsx'
import { SnippetSettings } from './snippet-settings.tsx'
import { TokenSettings } from './token-settings.tsx'

const BODIES: Record<Section, ComponentType> = {
  general: GeneralSettings,
  snippet: SnippetSettings,
  goals: GoalSettings,
  events: EventNameSettings,
  segments: SegmentSettings,
  channels: ChannelSettings,
  aliases: AliasSettings,
  exclusions: ExclusionSettings,
  health: HealthSettingsForm,
  rates: RateSettings,
  import: ImportSettings,
  notifications: NotificationSettings,
  alerts: AlertSettings,
  shares: ShareSettings,
  digests: DigestSettings,
  tokens: TokenSettings,
  developers: DeveloperSettings,
  members: MemberSettings,
  history: HistorySettings,
  danger: DangerSettings,
}
export function Settings() {
  const text = settingsWords.value
  const section = sectionNamed(useParams<{ section?: string }>().section)
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
          {sectionsInReach().map((name) => (
            <a
              key={name}
              class="side-link"
              href={linkTo(`settings/${name}`)}
              aria-current={name === section ? 'page' : undefined}
            >
              {words.value.sections[name]}
              {isUnsaved(name) && (
                <span
                  class="dot"
                  data-unsaved
                  role="img"
                  aria-label={words.value.actions.unsaved}
                />
              )}
            </a>
          ))}
        </nav>
        <section class="card settings-body" aria-labelledby="section">
          <h2 id="section">{words.value.sections[section]}</h2>
          <SectionBody key={section} section={section} />
        </section>
      </div>
    </Page>
  )
}

/** A section as far as its reader may use it. */
function SectionBody({ section }: { section: Section }) {
  const { states } = words.value
  if (!maySee(section)) {
    const lock = <Lock size={24} aria-hidden="true" />
    return <EmptyState icon={lock} title={states.forbidden} hint={states.forbiddenHint} />
  }
  const others = closedTo(section)
  const Body = BODIES[section]
  return (
    <>
      {others && <ReadOnly writers={others} />}
      <Body />
    </>
  )
}
