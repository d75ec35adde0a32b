import { DroppedCard } from '../../blocks/files/dropped-card.tsx'
import { count } from '../../format.ts'
import { type SubscriptionFile, subscriptionFiles } from '../../models/subscription-files.ts'
import { locale } from '../../models/view.ts'
import { subscriptionWords } from '../../texts/subscription-files.ts'
import { SubscriptionPreview } from './subscription-preview.tsx'
import { SubscriptionQuestions } from './subscription-questions.tsx'

/** A file of subscriptions or invoices, from its first look to what became of it. */
export function SubscriptionFileCard({ dropped }: { dropped: SubscriptionFile }) {
  const text = subscriptionWords.value
  return (
    <DroppedCard
      among={subscriptionFiles}
      dropped={dropped}
      refused={(problem) => <SubscriptionQuestions dropped={dropped} problem={problem} />}
      seen={(answer, problem) => (
        <SubscriptionPreview dropped={dropped} answer={answer} problem={problem} />
      )}
      stored={({ changed, events }) =>
        text.stored(count(changed, locale.value), count(events, locale.value))
      }
      undone={text.undone}
    />
  )
}
