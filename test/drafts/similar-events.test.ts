import { expect, test } from 'vitest'
import { similarEvents } from '../../src/drafts/index.ts'
import type { KnownEvent } from '../../src/drafts/repository/known-event.ts'

const known = [
  ['push_package_to_registry', 'Package pushed to the registry'],
  ['delete_package_from_registry', 'Package deleted from the registry'],
  ['view_board', 'A user opened an issue board'],
  ['i_x', 'A'],
].map(([action, description]) => ({ action, description, file: `${action}.yml` }) as KnownEvent)

const alike = (action: string, description = '') =>
  similarEvents({ action, description }, known).map((event) => event.action)

test.each([
  ['pushes_package_to_registry'],
  ['registry_package_pushed'],
  ['push_pakage_to_registry'],
  ['push_packages_to_the_registry'],
])('%s is like the event that has its words', (name) => {
  expect(alike(name)[0]).toBe('push_package_to_registry')
})

test('an event with another name and the same description is alike', () => {
  expect(alike('board_visits', 'User opens the issue board')).toEqual(['view_board'])
})

test.each([
  ['merge_branch', 'A branch was merged'],
  ['scan_package', 'A package was scanned'],
  ['i_y', 'B'],
  ['close_tab', 'A user closed the tab of an issue'],
])('%s is like no other event', (name, description) => {
  expect(alike(name, description)).toEqual([])
})
