import type { FileKind } from '../../../collector/file-kind.ts'
import type { Count } from '../count.ts'
import { counted } from './counted.ts'

/** Words of files that are given to a page. */
export const files = {
  waiting: 'Waiting for the file before',
  reading: 'Being read …',
  sending: (share: string) => `Being sent: ${share}`,
  leave: (name: string) => `Leave out ${name}`,
  foundOut: 'Find out',
  first: 'First rows, as they will be stored',
  columnsRead: 'Columns that are read',
  columnsIgnored: 'Not read',
  refusedLines: (lines: Count) => `${counted(lines, 'line is', 'lines are')} refused`,
  line: (line: string, reason: string) => `Line ${line}: ${reason}`,
  moreLines: (lines: Count) => `and ${counted(lines, 'more', 'more')}`,
  skip: 'Leave these lines out',
  differently: 'Read it differently',
  again: 'Read again',
  againFirst: 'Read it again first: what you see is not by what you chose since.',
  whichColumns: 'Which column is what?',
  noColumn: 'none',
  store: 'Store',
  unsent: {
    xlsx: 'This is an Excel workbook. Save it as CSV, and drop that.',
    xls: 'This is an old Excel workbook. Save it as CSV, and drop that.',
    ods: 'This is an OpenDocument table. Save it as CSV, and drop that.',
    zip: 'This is a compressed file. Unpack it, and drop the CSV inside.',
    gz: 'This is a compressed file. Unpack it, and drop the CSV inside.',
    '7z': 'This is a compressed file. Unpack it, and drop the CSV inside.',
    rar: 'This is a compressed file. Unpack it, and drop the CSV inside.',
    pdf: 'This is a PDF. Export the report as CSV, and drop that.',
    image: 'This is an image. Export the report as CSV, and drop that.',
    database: 'This is a database. Export the report as CSV, and drop that.',
    html: 'This is a web page, perhaps of a sign-in that had run out. Export the report again as CSV.',
    xml: 'This is XML. Export the report as CSV, and drop that.',
    json: 'This is JSON, which the API takes. Here, drop a CSV.',
    empty: 'The file is empty.',
    large: 'The file is larger than 64 MB. Export a shorter period, or with less detail.',
    unreadable: 'This is a folder, or a file that the browser cannot read. Drop the CSV itself.',
  } satisfies Record<FileKind | 'empty' | 'large' | 'unreadable', string>,
}
