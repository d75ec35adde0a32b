import { COURSES, type Course } from '../../models/accounts.ts'
import { view } from '../../models/view.ts'

/** Option of the address: which course is meant. */
export const COURSE = 'course'

/** The course that is meant, if one is. */
export function courseInView(): Course | undefined {
  return COURSES.find((course) => course === view.value.options[COURSE])
}
