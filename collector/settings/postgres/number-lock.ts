/** With a collector's number it is a lock of PostgreSQL, which lets go of it with the connection. */
export const NUMBERS = 7_301
