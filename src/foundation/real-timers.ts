// Taken once, when this is loaded: a test may fake timers.
export const startTimer: typeof setTimeout = globalThis.setTimeout
export const stopTimer: typeof clearTimeout = globalThis.clearTimeout
export const startInterval: typeof setInterval = globalThis.setInterval
export const stopInterval: typeof clearInterval = globalThis.clearInterval
