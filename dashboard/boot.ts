import { askedScheme } from './models/guest.ts'
import { recall } from './models/kept.ts'

/** Runs before the first paint: a chosen colour scheme must not flash the other one. */
const scheme = askedScheme ?? recall('tributary.scheme')
if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset.scheme = scheme
