import { useSignal } from '@preact/signals'
import { Bubbles } from '../../charts/bubbles.tsx'
import { readable } from '../../charts/readable.ts'
import { briefs, count, full } from '../../format.ts'
import { type AccountRow, type AccountsAnswer, accountPage } from '../../models/accounts.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Chip } from '../../parts/chip.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { AccountMeaning } from './account-meaning.tsx'
import { areaInView, showArea } from './area-in-view.ts'
import { isChosen, riskyOf } from './at-risk.ts'
import { courseInView } from './course-in-view.ts'
import { CourseKeys } from './course-keys.tsx'
import { acrossAt, layoutOfMap, type MapLayout } from './map-layout.ts'
import { reasonWords, score } from './why.ts'
import { perMonth } from './worth.ts'

const ROOM = { width: 1_000, height: 320 }
const PHONE = { width: 300, height: 320 }
/** Names beyond these would only fight for room. */
const NAMED = 12
/** Days within which a renewal is near. */
const SOON = 30
const SIZE = 0.35

/** Accounts by health and value; what is lost is nowhere on it. */
export function HealthMap({ answer }: { answer: AccountsAnswer }) {
  const text = accountWords.value
  const rows = answer.items.filter(({ course, health }) => course !== null && health !== null)
  if (rows.length === 0) return null
  const all = count(answer.totals.accounts, locale.value)
  return (
    <Card title={text.map} explain={<AccountMeaning of="map" />}>
      <CourseKeys courses={answer.totals.courses} />
      <AreaChip rows={rows} />
      <Dots rows={rows} />
      {answer.next !== null && (
        <p class="drill-note">{text.mapAll(full('count', rows.length, locale.value), all)}</p>
      )}
    </Card>
  )
}

/** How many accounts are in the box that was drawn; the cross takes the box away. */
function AreaChip({ rows }: { rows: readonly AccountRow[] }) {
  const text = accountWords.value
  const [course, area] = [courseInView(), areaInView()]
  if (!area) return null
  const inside = rows.filter((row) => isChosen(row, { course, area })).length
  return (
    <div class="area-chip">
      <Chip removeLabel={text.chooseNone} onRemove={() => showArea(undefined)}>
        {text.chosen(count(inside, locale.value))}
      </Chip>
    </div>
  )
}

function Dots({ rows }: { rows: readonly AccountRow[] }) {
  const text = accountWords.value
  const read = useSignal<string | undefined>(undefined)
  const layout = layoutOfMap(rows)
  const [course, area] = [courseInView(), areaInView()]
  const named = namedOf(rows, layout)
  const told = rows.find(({ account }) => account === read.value)
  return (
    <>
      <Bubbles
        label={text.map}
        bubbles={rows.map((row, i) => ({
          key: row.account,
          name: row.account,
          title: titleOf(row),
          ...(layout.spots[i] ?? { x: 0, y: 0 }),
          ...{ low: 0, high: 0, size: SIZE, named: named[i] ?? NOWHERE },
          href: linkTo(accountPage(row.account)),
          kind: row.course ?? '',
          ringed: isSoon(row),
          faint: !isChosen(row, { course, area }),
        }))}
        across={[0, 25, 50, 75, 100].map((health) => ({
          at: acrossAt(health),
          text: score(health),
        }))}
        upwards={upwardsOf(layout)}
        axes={[text.axisHealth, layout.by === 'mrr' ? text.axisMoney : text.axisPeople]}
        middle={[acrossAt(50), undefined]}
        reading={{
          at: read.value,
          onRead: (key) => {
            read.value = key
          },
        }}
        choice={{
          box: area?.by === layout.by ? layout.boxOf(area) : undefined,
          onDrawn: (box) => showArea(layout.areaOf(box)),
        }}
      />
      <p class="map-told" aria-live="polite">
        {told ? (
          <Told row={told} />
        ) : (
          <>
            <span class="by-pointer">{text.pointAt}</span>
            <span class="by-finger">{text.tapAt}</span>
          </>
        )}
      </p>
    </>
  )
}

const NOWHERE = { wide: false, narrow: false }

/** Those whose loss would cost most have their names first. */
function namedOf(rows: readonly AccountRow[], { spots }: MapLayout) {
  const first = riskyOf(rows, { course: courseInView(), area: areaInView() }).slice(0, NAMED)
  const places = first.map((row) => spots[rows.indexOf(row)] ?? { x: 0, y: 0 })
  const names = first.map(({ account }) => account)
  const wide = readable(places, names, ROOM)
  const narrow = readable(places, names, PHONE)
  return rows.map((row) => {
    const i = first.indexOf(row)
    return i < 0 ? NOWHERE : { wide: wide[i] ?? false, narrow: narrow[i] ?? false }
  })
}

function upwardsOf({ by, upwards }: MapLayout) {
  const unit = by === 'mrr' ? 'money' : 'count'
  const texts = briefs(
    unit,
    upwards.map(({ value }) => value ?? 0),
    locale.value,
  )
  return upwards.map(({ value, at }, i) => ({
    at,
    text: value === null ? accountWords.value.noMoney : (texts[i] ?? ''),
  }))
}

function isSoon({ renews_in }: AccountRow): boolean {
  return renews_in !== null && renews_in <= SOON
}

function titleOf(row: AccountRow): string {
  const text = accountWords.value
  const course = row.course === null ? '' : text.courses[row.course]
  return text.dot(row.account, score(row.health), perMonth(row), course)
}

function Told({ row }: { row: AccountRow }) {
  const text = accountWords.value
  return (
    <>
      <span>
        {titleOf(row)}
        {row.at_risk.length > 0 && ` · ${row.at_risk.map(reasonWords).join(' · ')}`}
      </span>
      <a class="link" href={linkTo(accountPage(row.account))}>
        {text.open}
      </a>
    </>
  )
}
