import { recall } from './kept.ts'
import { askedScheme } from './opened-as.ts'

/** Runs before the first paint: a chosen colour scheme must not flash the other one. */
const scheme = askedScheme ?? recall('tributary.scheme')
if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset.scheme = scheme
