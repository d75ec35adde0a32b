/** A port that nobody listens on, also not while whoever is told of it has not started yet, or is killed and started again. */
export function freePort(): Promise<number>
