import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { loadCatalog } from '../../../src/definitions/index.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { definitionsIn, runDefine, typeDefine } from './run-define.ts'

const schema = 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7'
const seen = (se_action: string, columns: object, context: object) => ({
  event: {
    event: 'struct',
    se_action,
    ...columns,
    contexts: { data: [{ schema, data: context }] },
  },
})
const RECORDING = JSON.stringify([
  seen('pull_package', { se_label: 'npm' }, { user_id: 1 }),
  seen('push_package', { se_label: 'npm', se_value: 3 }, { user_id: 1, project_id: 2 }),
  seen('push_package', { se_label: 'maven' }, { extra: { size: 5 } }),
  seen('scan_package', {}, {}),
])
const PULL = `description: Pulled
internal_events: true
action: pull_package
identifiers: [user]
additional_properties: { label: { description: Type } }
`

let remove = () => {}
afterEach(() => remove())

function project(): { root: string; recording: string } {
  const made = temporaryProject({
    'recording.json': RECORDING,
    'config/events/pull_package.yml': PULL,
  })
  remove = made.remove
  return { root: made.root, recording: join(made.root, 'recording.json') }
}

test('every event that nobody has defined is drafted', async () => {
  const { root, recording } = project()
  const options = ['--from', recording, '--root', root]
  expect(await runDefine('event', ...options)).toEqual({
    code: 0,
    out: 'create config/events/push_package.yml\ncreate config/events/scan_package.yml\n',
    error: '',
  })
  expect(definitionsIn(root)['config/events/push_package.yml']).toBe(`---
description: 'TODO: say what push_package tracks'
internal_events: true
status: active
action: push_package
identifiers:
- project
- namespace
- user
additional_properties:
  label:
    description: TODO
  value:
    description: TODO
  size:
    description: TODO
product_group:
milestone:
introduced_by_url:
tiers:
- free
- premium
- ultimate
`)
  expect(loadCatalog({ root }).faults).toEqual([])
  expect(await runDefine('event', ...options)).toEqual({
    code: 0,
    out: '',
    error: 'warning: every event of the recording has a definition\n',
  })
})

test('what no definition can have is told, and the rest is drafted', async () => {
  const { root, recording } = project()
  const events = [
    seen('Bad Name', {}, {}),
    seen('scan_package', {}, { extra: { 'A-b': 1, user_id: 7, size: 2 } }),
    seen('pull_package', {}, { extra: { Unused: 1 } }),
  ]
  writeFileSync(recording, JSON.stringify(events))
  const options = ['--from', recording, '--root', root]
  const warnings = [
    'left out: event "Bad Name": it has more than lowercase letters, digits and underscores',
    'left out: property of scan_package "A-b": it has more than lowercase letters, digits and underscores',
    'left out: property of scan_package "user_id": it is the id of an identifier, which is not sent as a property',
  ]
  const { out } = await runDefine('event', ...options, '--dry-run', '--json')
  expect(JSON.parse(out).warnings).toEqual(warnings)
  expect(await runDefine('event', ...options)).toEqual({
    code: 0,
    out: 'create config/events/scan_package.yml\n',
    error: warnings.map((warning) => `warning: ${warning}\n`).join(''),
  })
  expect(definitionsIn(root)['config/events/scan_package.yml']).toContain(
    'additional_properties:\n  size:\n    description: TODO\nproduct_group:',
  )
})

test('one event of a recording is drafted by its name', async () => {
  const { root, recording } = project()
  const options = ['--from', recording, '--name', 'scan_package', '--description', 'Scanned']
  expect(await runDefine('event', ...options, '--root', root)).toMatchObject({ code: 0 })
  expect(Object.keys(definitionsIn(root))).toEqual([
    'config/events/pull_package.yml',
    'config/events/scan_package.yml',
  ])
})

test('questions have the answers of the recording already', async () => {
  const { root, recording } = project()
  const { code, screen } = await typeDefine(
    [
      '\r', // push_package
      'A package was pushed\r',
      '\r', // its name
      '\r', // its identifiers
      'Type of the package\r',
      '\r',
      'Size in kB\r',
      '\r', // no more properties
      '\r', // no URL
      '\r', // no group
      '\r', // no category
      '\r', // all tiers
      '\r', // not of Duo
      '\r', // create
      '\x1b[A\x1b[A\r', // Exit
    ],
    ...['event', '--from', recording, '--root', root],
  )
  expect(code).toBe(0)
  expect(screen).toContain('push_package (seen 2 times)')
  expect(screen).toContain('seen: npm, maven')
  expect(definitionsIn(root)['config/events/push_package.yml']).toContain(`identifiers:
- project
- namespace
- user
additional_properties:
  label:
    description: Type of the package
  value:
    description: TODO
  size:
    description: Size in kB
`)
})

test('filters show the values of the recording', async () => {
  const { root, recording } = project()
  const { screen } = await typeDefine(
    ['\x1b[B\r', '\x03'],
    ...['metric', '--event', 'pull_package', '--from', recording, '--root', root],
  )
  expect(screen).toContain('seen: npm')
})
