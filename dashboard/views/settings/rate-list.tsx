import { Coins } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { Sparkline } from '../../charts/sparkline.tsx'
import { day as dayText, range } from '../../dates.ts'
import { count } from '../../format.ts'
import { type RateCourse, rateCourses, rateLine } from '../../models/rate-courses.ts'
import { site } from '../../models/sites.ts'
import { addThing, listOf, removeThing } from '../../models/things.ts'
import { locale, today } from '../../models/view.ts'
import { settingsWords } from '../../texts/settings.ts'

export const rates = listOf('rates')

type Rate = NonNullable<typeof rates.data.value>[number]

/** So many are read at a glance; of more, one pair of currencies at a time. */
const FEW = 12
/** Of one pair; older ones count all the same. */
const MOST = 60

/** What is stored: all of a few, else a line for each pair of currencies and the newest rates of one. */
export function RateList() {
  const text = settingsWords.value.rates
  const [chosen, setChosen] = useState<string>()
  const all = rates.data.value ?? []
  const own = site.value?.currency ?? ''
  const courses = all.length > FEW ? rateCourses(all, own) : []
  const course = courses.find(({ pair }) => pair === chosen) ?? courses[0]
  return (
    <>
      {courses.length > 0 && (
        <ul class="things">
          {courses.map((one) => (
            <Course
              key={one.pair}
              course={one}
              chosen={one === course}
              onChoose={() => setChosen(one.pair)}
            />
          ))}
        </ul>
      )}
      <ThingList
        of={rates}
        pick={(things) => (course ? course.rates.slice(0, MOST) : things)}
        icon={<Coins size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={(rate) => `1 ${rate.currency} = ${said(rate.rate)} ${rate.base ?? own}`}
        note={({ day }) => dayOf(day)}
        remove={(rate, domain) => removeThing(domain, 'rates', rateId(rate, own))}
        restore={(rate, domain) => addThing(domain, 'rates', { rows: [rate] })}
      />
      {course && course.rates.length > MOST && (
        <p class="drill-note">
          {text.newest(count(MOST, locale.value), count(course.rates.length, locale.value))}
        </p>
      )}
    </>
  )
}

interface CourseProps {
  course: RateCourse
  chosen: boolean
  onChoose: () => void
}

/** A pair of currencies: the newest rate, its line, and between what it lay. */
function Course({ course, chosen, onChoose }: CourseProps) {
  const text = settingsWords.value.rates
  const { currency, base, rates: known, least, most } = course
  const [newest, oldest] = [known[0], known.at(-1)]
  return (
    <li class="rate-course">
      <button type="button" aria-pressed={chosen} onClick={onChoose}>
        1 {currency} = {said(newest?.rate ?? 0)} {base}
      </button>
      <Sparkline values={rateLine(course)} />
      <span>
        {text.between(said(least), said(most))}
        {oldest &&
          newest &&
          ` · ${range({ from: oldest.day, to: newest.day }, locale.value.language)}`}
      </span>
    </li>
  )
}

/** As exactly as banks say it: 0.14025974025974033 is 0.14026. */
function said(rate: number): string {
  return String(Number(rate.toPrecision(6)))
}

function dayOf(day: string): string {
  return dayText(day, locale.value.language, today.value.slice(0, 4))
}

function rateId({ day, currency, base = '' }: Rate, own: string): string {
  return `${day}/${currency}${base === '' || base === own ? '' : `?base=${base}`}`
}
