/** The versions that the compatibility run installs, the newest first. `docs/support.md` lists them. */
export const versions = {
  node: ['24.21.0', '20.19.6'],
  bun: ['1.4.5'],
  deno: ['2.9.6'],
  typescript: ['7.0.2', '5.9.3'],
  vitest: ['5.1.1', '4.1.12', '3.2.4'],
  jest: ['30.5.2', '29.7.0'],
  expect: ['30.5.2', '29.7.0'],
  '@playwright/test': ['1.65.1', '1.50.1'],
  jsdom: ['31.0.1', '26.1.0'],
  vue: ['3.5.45'],
  '@vue/test-utils': ['2.6.0'],
  '@snowplow/node-tracker': ['4.8.0', '3.24.6'],
  '@snowplow/browser-tracker': ['4.8.0', '3.24.6'],
  msw: ['3.0.5', '2.15.0'],
  graphql: ['17.1.0', '16.15.0'],
  hono: ['4.13.19'],
  '@babel/parser': ['7.29.14'],
}

/** Returns the newest version of a package that begins so, such as `4` or `1.50`. */
export function versionOf(name, begin) {
  const version = versions[name].find((it) => begin === undefined || it.startsWith(`${begin}.`))
  if (!version) throw new Error(`versions.mjs has no ${name} ${begin}`)
  return version
}

/** Returns what to install of a package. */
export const pinned = (name, begin) => `${name}@${versionOf(name, begin)}`
