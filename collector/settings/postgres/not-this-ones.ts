import { StartError } from '../../storage-trouble.ts'

/** The settings are not for this data folder, or its number is another's: nothing of it mends itself. */
export class NotThisOnesError extends StartError {}
