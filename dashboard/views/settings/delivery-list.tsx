import { Send } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { dateTime } from '../../dates.ts'
import { mayChange, site, siteHere } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import {
  type Delivery,
  deliverAgain,
  deliveries,
  deliveryState,
  showMoreDeliveries,
} from '../../models/ways-out.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { toast } from '../../parts/toast.tsx'
import { notificationWords } from '../../texts/notifications.ts'
import { deliveryWords } from './delivery-words.ts'

const STATES = ['all', 'waiting', 'failed', 'sent'] as const
/** While something waits, what becomes of it is looked for so often. */
const LOOK_MS = 10_000

/** What was sent, what waits, and what failed and why. */
export function DeliveryList() {
  const text = notificationWords.value
  const waits = deliveries.data.value?.items.some(({ state }) => state === 'waiting') ?? false
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(() => deliveries.ask(), LOOK_MS)
    return () => clearInterval(timer)
  }, [waits])
  if (!mayChange.value) return null
  return (
    <section class="sub-form form" aria-labelledby="deliveries">
      <h3 id="deliveries">{text.deliveries}</h3>
      <p>{text.deliveriesIntro}</p>
      <div>
        <Segmented
          label={text.show}
          value={deliveryState.value}
          choices={STATES.map((state) => ({ value: state, name: text.states[state] }))}
          onValue={(state) => {
            deliveryState.value = state
          }}
        />
      </div>
      <Answered of={deliveries} meanwhile={<SkeletonRows rows={4} height="3.25rem" />}>
        {({ items, more }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<Send size={22} aria-hidden="true" />}
              title={text.nothing}
              hint={text.nothingHint}
            />
          ) : (
            <>
              <ul class="things deliveries">
                {items.map((one) => (
                  <Entry key={one.id} of={one} />
                ))}
              </ul>
              {more && (
                <div>
                  <Button onClick={showMoreDeliveries}>{text.more}</Button>
                </div>
              )}
            </>
          )
        }
      </Answered>
    </section>
  )
}

function Entry({ of }: { of: Delivery }) {
  const text = notificationWords.value
  const { state, kind, title, created_at, detail } = of
  return (
    <li>
      <b data-state={state}>{text.states[state]}</b>
      <div>
        <p dir="auto">{kind === 'test' ? text.aTest : title}</p>
        <p class="field-hint">{receiverOf(of)}</p>
        {state !== 'sent' && detail !== null && (
          <p class="field-hint" data-tone={state === 'failed' ? 'bad' : undefined} dir="auto">
            {[deliveryWords(detail, text.said), text.tries(of.tries), nextOf(of)]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
      </div>
      <time dateTime={created_at}>{inZone(created_at)}</time>
      {kind !== 'confirmation' && <AgainButton of={of} />}
    </li>
  )
}

function inZone(at: string): string {
  return dateTime(at, site.value?.timezone ?? 'UTC', locale.value.language)
}

function receiverOf({ channel, channel_kind, channel_name, to }: Delivery): string {
  const text = notificationWords.value
  if (channel !== null && to === null) return channel_name ?? text.removed
  return [channel_name ?? text.kinds[channel_kind], to].filter(Boolean).join(' · ')
}

function nextOf({ next_at }: Delivery): string | undefined {
  return next_at === null ? undefined : notificationWords.value.next(inZone(next_at))
}

function AgainButton({ of: { id, state } }: { of: Delivery }) {
  const text = notificationWords.value
  const again = async () => {
    if (await attempt(() => deliverAgain(siteHere(), id))) toast(text.queued)
    deliveries.ask()
  }
  return (
    <Button kind="ghost" size="small" onClick={again}>
      {state === 'waiting' ? text.now : text.again}
    </Button>
  )
}
