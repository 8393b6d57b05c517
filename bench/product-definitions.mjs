/** A project as large as a product's: 2,500 events and 3,500 metrics without a fault. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const common = `description: One of very many
product_group: package_registry
product_categories:
- package_registry
milestone: '1.0'
introduced_by_url: https://example.com/package-registry/pull/1
tiers:
- free
- premium
`
const event = (index) => `---
internal_events: true
action: event_${index}
identifiers:
- project
- namespace
- user
additional_properties:
  label:
    description: The type
  property:
    description: The source
${common}`
const metric = (index) => `---
key_path: counts.${nameOf(index)}
value_type: number
status: active
time_frame: ${index % 2 ? 'all' : '7d'}
data_source: internal_events
data_category: optional
events:
- name: event_${index % 2500}
  ${index % 2 ? 'filter:\n    label: npm' : 'unique: user.id'}
${common}`
export const nameOf = (index) => `metric_${index}${index % 2 ? '' : '_weekly'}`

/** Writes the project into a new folder, and returns its path. */
export function createProject() {
  const folder = mkdtempSync(join(tmpdir(), 'internal-events-bench-'))
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (let index = 0; index < 2500; index++) write(`config/events/event_${index}.yml`, event(index))
  for (let index = 0; index < 3500; index++) {
    const place = index % 2 ? 'counts_all' : 'counts_7d'
    write(`config/metrics/${place}/${nameOf(index)}.yml`, metric(index))
  }
  return folder
}
