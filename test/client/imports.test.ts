import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** The modules that a file imports at run time, and those that they do. */
function importsOf(file: string, seen = new Set<string>()): Set<string> {
  const imports = readFileSync(file, 'utf8').matchAll(
    /^(?:im|ex)port (?!type )[\w\s{},]*?from '([^']+)'/gms,
  )
  for (const [, name = ''] of imports) {
    const target = name.startsWith('.') ? join(dirname(file), name) : name
    if (seen.has(target)) continue
    seen.add(target)
    if (name.startsWith('.')) importsOf(target, seen)
  }
  return seen
}

test('the client imports nothing but its tracker: it runs in production', () => {
  const modules = [...importsOf('src/entries/client.ts')].filter((name) => !name.startsWith('src/'))
  expect(modules.sort()).toEqual(['@snowplow/node-tracker', 'node:async_hooks'])
})
