import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadCatalog } from '../../../src/definitions/index.ts'
import { writeTypes } from '../../../src/definitions/types/index.ts'

const ROOT = resolve('.cache/type-messages')
const CODE = `import { createInternalEvents, InternalEvents, trackInternalEvent } from '../../src/entries/index.ts'
import type { EventName } from '../../src/entries/index.ts'

interface Other {
  readonly events: { readonly review_code: { readonly properties: { readonly label?: string } } }
  readonly metrics: {}
}
trackInternalEvent('opn_parcel')
InternalEvents.trackEvent('opn_parcel')
InternalEvents.mixin().methods.trackEvent('opn_parcel')
createInternalEvents<Other>().trackInternalEvent('opn_parcel')
trackInternalEvent('open_parcel', { additionalProperties: { lable: 'x' } })

// What the types do not catch.
const extra = { label: 'x', colour: 'red' }
InternalEvents.trackEvent('open_parcel', extra)
InternalEvents.trackEvent('open_parcel', { ...extra })
declare const either: 'open_parcel' | 'weigh_parcel'
InternalEvents.trackEvent(either, { label: 'x', value: 5 })
declare const any: EventName
InternalEvents.trackEvent(any, { colour: 'red' })
`

test('a name that is not defined is told by the name of its type, and the rest as documented', () => {
  rmSync(ROOT, { recursive: true, force: true })
  onTestFinished(() => rmSync(ROOT, { recursive: true }))
  mkdirSync(join(ROOT, 'config/events'), { recursive: true })
  const write = (path: string, text: string) => writeFileSync(join(ROOT, path), text)
  for (const [name, property] of [
    ['open_parcel', 'label'],
    ['weigh_parcel', 'value'],
  ]) {
    write(
      `config/events/${name}.yml`,
      `internal_events: true\naction: ${name}\nadditional_properties: { ${property}: {} }\n`,
    )
  }
  writeTypes(loadCatalog({ root: ROOT }), join(ROOT, 'internal-events.d.ts'))
  write('code.ts', CODE)
  write(
    'tsconfig.json',
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { noEmit: true },
      include: [],
      files: ['code.ts', 'internal-events.d.ts'],
    }),
  )
  const { stdout } = spawnSync(
    resolve('node_modules/.bin/tsc'),
    ['-p', ROOT, '--pretty', 'false'],
    {
      encoding: 'utf8',
    },
  )
  // The sources are checked, too, which have names of any text.
  const lines = stdout.split('\n').flatMap((line) => /\bcode\.ts(\(.*)/.exec(line)?.[1] ?? [])
  const refused = `error TS2345: Argument of type '"opn_parcel"' is not assignable to parameter of type`
  expect(lines).toEqual([
    `(8,20): ${refused} 'EventName'.`,
    `(9,27): ${refused} 'EventName'.`,
    `(10,43): ${refused} 'EventName'.`,
    `(11,50): ${refused} 'EventName<Other>'.`,
    "(12,61): error TS2561: Object literal may only specify known properties, but 'lable' does not exist in type 'LabelProperties'. Did you mean to write 'label'?",
  ])
}, 60_000)
