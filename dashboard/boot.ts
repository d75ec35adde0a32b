import { recall } from './kept.ts'
import { askedScheme } from './opened-as.ts'

/** Runs before the first paint: what was chosen must not flash the other colours. */
const { dataset } = document.documentElement
const scheme = askedScheme ?? recall('tributary.scheme')
if (scheme === 'light' || scheme === 'dark') dataset.scheme = scheme
if (recall('tributary.rise') === 'red') dataset.rise = 'red'
