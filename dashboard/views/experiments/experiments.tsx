import type { ComponentType } from 'preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { lazy } from '../../blocks/answers/lazy.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { type Experiment, experiments, isShelf, onShelf } from '../../models/experiments.ts'
import { mayChange } from '../../models/sites.ts'
import { goals } from '../../models/things.ts'
import { pageInView, view } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'
import { Calculators } from './calculators.tsx'
import { ExperimentList } from './experiment-list.tsx'
import { HoldoutCard } from './holdout-card.tsx'
import { IdeaList } from './idea-list.tsx'
import { Result } from './result.tsx'

const Builder: ComponentType<{ experiment?: Experiment; copy?: boolean }> = lazy(
  async () => (await import('./builder.tsx')).Builder,
)

/** What is tried on the site, and what it showed. */
export function Experiments() {
  return (
    <Page title={words.value.nav.experiments}>
      <Body />
    </Page>
  )
}

/** The list, or what the address names: one experiment, or the form. */
function Body() {
  const { experiment: key, edit } = view.value.options
  const page = pageInView.value
  if (page === 'experiments/calculators') return <Calculators />
  if (edit === 'new' && mayChange.value) return <NewOne />
  if (key === undefined) return <Shelved page={page} />
  return (
    <Answered of={experiments} uncarded meanwhile={<Skeleton height="20rem" />}>
      {(all) => <Named found={all.find((one) => one.key === key)} edit={edit} />}
    </Answered>
  )
}

/** The form begins with a goal of the site, so it waits for them. */
function NewOne() {
  return (
    <Answered of={goals} uncarded meanwhile={<Skeleton height="20rem" />}>
      {() => <Builder key="new" />}
    </Answered>
  )
}

/** A list; that of what runs with what all of it together brings. */
function Shelved({ page }: { page: string }) {
  const shelf = isShelf(page) ? page : 'experiments'
  const all = experiments.data.value
  const isEmpty = all && onShelf(all, { shelf, find: '', archived: false }).length === 0
  return (
    <div class="stack">
      <ExperimentList shelf={shelf} />
      {isEmpty && shelf !== 'experiments/done' && !guest && <IdeaList />}
      {shelf === 'experiments' && !guest && <HoldoutCard />}
    </div>
  )
}

function Named({ found, edit }: { found: Experiment | undefined; edit: string | undefined }) {
  if (found === undefined) {
    return (
      <Card>
        <p>{words.value.missing.text}</p>
      </Card>
    )
  }
  if (edit !== undefined && mayChange.value) {
    return <Builder key={`${found.key} ${edit}`} experiment={found} copy={edit === 'copy'} />
  }
  return <Result key={found.key} experiment={found} />
}
