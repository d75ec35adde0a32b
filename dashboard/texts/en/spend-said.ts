/** What is said of a file of spend that is doubtful, or cannot be read. */
export const spendSaid = {
  twoDays: (day: string) => `“${day}” may be two days.`,
  bothWays: 'The dates are written both ways, day first and month first.',
  sign: (sign: string) => `“${sign}” is the sign of several currencies.`,
  whose: 'The file does not say whose cost it is.',
  noHeader: 'No line of the file names columns that are known: a day and a cost at least.',
  noCost: 'No column is known as the cost.',
  noDays:
    'No column is known as the day, so nobody knows when the cost arose. Export the report again with its breakdown “Day”, or say which column it is.',
  period: (line: string, days: string) =>
    `Line ${line} is of a whole period (${days}). Export the report again with its breakdown “Day”.`,
  quote: (line: string) =>
    `Line ${line}: a quotation mark is opened and never closed. The file is cut off there, or the mark is too much.`,
  noRows: 'The file has a header and no rows.',
  noColumn: (names: string) => `The file has no column ${names}.`,
  refused: (some: string, all: string) =>
    `${some} of ${all} lines are refused, and nothing is stored.`,
  cells: (some: string, all: string, cut: boolean) =>
    `${some} cells where the header has ${all}${cut ? '; the file seems to be cut off here' : ''}`,
  noDay: 'no day',
  noSource: 'no source',
  day: (cell: string) => `“${cell}” is no day`,
  serial: (cell: string) =>
    `“${cell}” is a spreadsheet’s number of a day; format the column as a date`,
  number: (cell: string) => `“${cell}” is no number`,
  currency: (code: string) => `“${code}” is no currency`,
  assumed: (code: string) =>
    `The file names no currency: its costs are taken for ${code}, the site’s.`,
  total: (by: string, more: boolean) =>
    `The file’s own total is ${by} ${more ? 'more' : 'less'} than its rows.`,
  zone: (zone: string, own: string) =>
    `The file’s days are those of ${zone}, the site’s those of ${own}.`,
  future: (day: string) =>
    `Its days reach to ${day}, which is yet to come. Perhaps day and month are the other way round.`,
  incomplete: 'The platform says that its data may be incomplete. Import these days again later.',
  short: (said: string, has: string) =>
    `The file says that it has ${said} rows and has ${has}. It may be cut off.`,
  rounded: 'A spreadsheet has rounded the campaign IDs. They are left out, the names stay.',
  beside: (name: string) =>
    `The import “${name}” has the same source on some of these days. Their costs add up.`,
  looksLike: (platform: string) => `It looks like a file of ${platform}.`,
}
