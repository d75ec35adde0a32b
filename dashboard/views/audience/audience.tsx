import type { ComponentChildren } from 'preact'
import { Page } from '../../blocks/page/page.tsx'
import { Breakdown } from '../../blocks/tables/breakdown.tsx'
import { ListCard } from '../../blocks/tables/list-card.tsx'
import type { Level } from '../../blocks/tables/question.ts'
import { visitMetrics } from '../../blocks/tables/visit-metrics.ts'
import { isKnown } from '../../models/resource.ts'
import { goals } from '../../models/things.ts'
import { pageInView } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { HoursCard } from './hours-card.tsx'
import { MapCard } from './map-card.tsx'

const PLACES: readonly [Level, ...Level[]] = [
  { dimension: 'country', next: 'region' },
  { dimension: 'region', next: 'city' },
  { dimension: 'city' },
  { dimension: 'language' },
]
const DEVICES: readonly [Level, ...Level[]] = [
  { dimension: 'device', next: 'browser' },
  { dimension: 'browser' },
  { dimension: 'os' },
  { dimension: 'screen' },
]

const isReady = () => isKnown(goals)

export function Audience() {
  return (
    <Page title={words.value.audience.title} timed beside ofGoals>
      <div class="stack">{TABS[pageInView.value]?.()}</div>
    </Page>
  )
}

/** What stands on a tab, by its page. */
const TABS: Readonly<Record<string, () => ComponentChildren>> = {
  audience: () => <PlacesTab />,
  'audience/devices': () => <DevicesTab />,
  'audience/when': () => <WhenTab />,
}

function PlacesTab() {
  return (
    <>
      <MapCard />
      <Breakdown
        title={words.value.overview.cards.places}
        levels={PLACES}
        metrics={visitMetrics}
        ready={isReady}
      />
    </>
  )
}

function DevicesTab() {
  return (
    <Breakdown
      title={words.value.overview.cards.devices}
      levels={DEVICES}
      metrics={visitMetrics}
      ready={isReady}
    />
  )
}

function WhenTab() {
  return (
    <>
      <HoursCard />
      <ListCard title={words.value.audience.kind} option="kind" tabs={['visitor_kind']} rows={2} />
    </>
  )
}
