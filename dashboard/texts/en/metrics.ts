import { metricNames } from '../../../collector/metric-names/en.ts'
import type { Metric } from '../../../collector/vocabulary.ts'

/** Name and definition of every metric: the one glossary behind labels and explanations. */
export const metrics = {
  visitors: {
    name: metricNames.visitors,
    definition:
      'Distinct people with a visit. A person is a browser or, once identified, the user behind several browsers.',
  },
  visits: {
    name: metricNames.visits,
    definition:
      'Runs of activity without a gap longer than the site’s visit timeout (30 minutes unless set otherwise). A new campaign begins a new visit.',
  },
  pageviews: {
    name: metricNames.pageviews,
    definition: 'Pages seen, changes of page inside an app included.',
  },
  events: {
    name: metricNames.events,
    definition:
      'Everything people did but looking at pages: your own events, outbound clicks, downloads and forms. With what your server sends of people who are not on the site.',
  },
  people: {
    name: metricNames.people,
    definition:
      'Distinct people who did such an event, also where it is told by your server while they are not on the site.',
  },
  bounce_rate: {
    name: metricNames.bounce_rate,
    definition: 'Share of visits with at most one pageview and no interaction.',
  },
  engaged_rate: {
    name: metricNames.engaged_rate,
    definition:
      'Share of visits with at least 10 seconds of attention, two pageviews or a conversion.',
  },
  visit_duration: {
    name: metricNames.visit_duration,
    definition: 'Mean time from the first to the last event of a visit, over all visits.',
  },
  views_per_visit: {
    name: metricNames.views_per_visit,
    definition: 'Pageviews divided by visits.',
  },
  scroll_depth: {
    name: metricNames.scroll_depth,
    definition: 'How far down people scrolled: the mean of the greatest share per pageview.',
  },
  time_on_page: {
    name: metricNames.time_on_page,
    definition: 'Mean time per pageview with the page visible and in focus.',
  },
  conversions: {
    name: metricNames.conversions,
    definition:
      'Times a goal was reached; all goals together unless one is chosen. By channel, source or campaign each belongs to the visit it happened in, not to the one that brought the person first.',
  },
  converted_visitors: {
    name: metricNames.converted_visitors,
    definition: 'Distinct people who reached a goal.',
  },
  conversion_rate: {
    name: metricNames.conversion_rate,
    definition: 'Visitors who reached a goal, divided by all visitors.',
  },
  revenue: {
    name: metricNames.revenue,
    definition:
      'Money from conversions in the site’s currency, each converted at the rate of its day. Refunds count against it.',
  },
  average_value: { name: metricNames.average_value, definition: 'Revenue divided by conversions.' },
  refunds: { name: metricNames.refunds, definition: 'Events that took money of a goal back.' },
} satisfies Record<Metric, { name: string; definition: string }>
