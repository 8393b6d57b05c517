// Taken when this module loads: a test may fake timers, but our own waits have to end.
export const startTimer: typeof setTimeout = globalThis.setTimeout
export const stopTimer: typeof clearTimeout = globalThis.clearTimeout
export const startInterval: typeof setInterval = globalThis.setInterval
export const stopInterval: typeof clearInterval = globalThis.clearInterval
