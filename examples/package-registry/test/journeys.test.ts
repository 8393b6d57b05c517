// @vitest-environment jsdom
import {
  InternalEvents,
  journey,
  setPageContext,
  trackInternalEvent,
  withBatchedRedisWrites,
} from 'internal-events-testing'
import { test } from 'vitest'
import { packagePage } from '../src/package-page'
import { PackageRegistry } from '../src/registry'

const user = { id: 1, name: 'Ada' }
const project = { id: 7, namespace: { id: 3 } }

test('a package is found and installed', async () => {
  const registry = new PackageRegistry({ trackInternalEvent, withBatchedRedisWrites })
  registry.push(user, project, { type: 'npm', name: 'left-pad', kilobytes: 4 })
  setPageContext({ user, project })
  const page = packagePage({ type: 'npm', name: 'left-pad', versions: 3 })
  document.body.replaceWith(new DOMParser().parseFromString(page, 'text/html').body)

  await journey('install_package', async () => {
    const dispose = InternalEvents.bindInternalEventDocument()
    InternalEvents.trackInternalLoadEvents()
    document
      .querySelector<HTMLElement>('[data-event-tracking="click_copy_install_command"]')
      ?.click()
    await registry.pull(project, 'left-pad', user)
    dispose?.()
  })
})
