/**
 * Says why a path cannot be used, where the file system has no code for it: `it is not a regular
 * file`. Whoever asked for the path makes an error with a remedy of it.
 */
export class UnusablePath extends Error {}
