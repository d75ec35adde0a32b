import { full } from '../../format.ts'
import { type AccountsAnswer, COURSES } from '../../models/accounts.ts'
import { locale, showOption } from '../../models/view.ts'
import { accountWords } from '../../texts/accounts.ts'
import { COURSE, courseInView } from './course-in-view.ts'

/** What the colours say, with how many there are of each; pressed, the map and the list tell of it alone. */
export function CourseKeys({ courses }: { courses: AccountsAnswer['totals']['courses'] }) {
  const text = accountWords.value
  const chosen = courseInView()
  return (
    <fieldset class="course-keys">
      <legend class="unseen">{text.meanings.course.name}</legend>
      {COURSES.map((course) => (
        <button
          key={course}
          type="button"
          aria-pressed={course === chosen}
          onClick={() => showOption(COURSE, course === chosen ? undefined : course)}
        >
          <i class="course-dot" data-kind={course} aria-hidden="true" />
          {text.courses[course]}
          <b>{full('count', courses[course].accounts, locale.value)}</b>
        </button>
      ))}
      <span class="course-ring">
        <i class="course-dot" data-ringed aria-hidden="true" />
        {text.ring}
      </span>
    </fieldset>
  )
}
