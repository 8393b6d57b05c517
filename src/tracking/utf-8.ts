import { runsInBrowser } from '../definitions/index.ts'

// Not the globals alone: Jest's jsdom environment has none.
const classes = runsInBrowser() ? globalThis : process.getBuiltinModule('node:util')

export const utf8Encoder: TextEncoder = new classes.TextEncoder()
export const utf8Decoder: { decode(bytes: Uint8Array): string } = new classes.TextDecoder()
