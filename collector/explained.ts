/** An error whose message tells a person what is wrong and what to do; its stack would only frighten. */
export class Explained extends Error {}
