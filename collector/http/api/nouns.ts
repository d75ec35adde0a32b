import * as annotation from '../../settings/annotations.ts'
import * as funnel from '../../settings/funnels.ts'
import * as goal from '../../settings/goals.ts'
import * as link from '../../settings/links.ts'
import * as savedView from '../../settings/saved-views.ts'
import * as segment from '../../settings/segments.ts'
import { things } from './things.ts'

export const goals = things({
  one: 'goal',
  many: 'Goals',
  input: goal.GoalInput,
  output: goal.Goal,
  list: goal.listGoals,
  byId: goal.goalById,
  add: goal.addGoal,
  replace: goal.replaceGoal,
  remove: goal.removeGoal,
})

export const funnels = things({
  one: 'funnel',
  many: 'Funnels',
  input: funnel.FunnelInput,
  output: funnel.Funnel,
  list: funnel.listFunnels,
  byId: funnel.funnelById,
  add: funnel.addFunnel,
  replace: funnel.replaceFunnel,
  remove: funnel.removeFunnel,
})

export const segments = things({
  one: 'segment',
  many: 'Segments',
  input: segment.SegmentInput,
  output: segment.Segment,
  list: segment.listSegments,
  byId: segment.segmentById,
  add: segment.addSegment,
  replace: segment.replaceSegment,
  remove: segment.removeSegment,
})

export const annotations = things({
  one: 'annotation',
  many: 'Annotations',
  input: annotation.AnnotationInput,
  output: annotation.Annotation,
  list: annotation.listAnnotations,
  byId: annotation.annotationById,
  add: annotation.addAnnotation,
  replace: annotation.replaceAnnotation,
  remove: annotation.removeAnnotation,
})

export const links = things({
  one: 'link',
  many: 'Links',
  input: link.LinkInput,
  output: link.Link,
  list: link.listLinks,
  byId: link.linkById,
  add: link.addLink,
  replace: link.replaceLink,
  remove: link.removeLink,
})

export const views = things({
  one: 'view',
  many: 'Views',
  input: savedView.SavedViewInput,
  output: savedView.SavedView,
  list: savedView.listSavedViews,
  byId: savedView.savedViewById,
  add: savedView.addSavedView,
  replace: savedView.replaceSavedView,
  remove: savedView.removeSavedView,
})
