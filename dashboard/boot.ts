/** Runs before the first paint: a chosen colour scheme must not flash the other one. */
const scheme = localStorage.getItem('tributary.scheme')
if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset.scheme = scheme
