import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakes, InternalEvents, setPageContext } from '../../src/index.ts'

test('html', async () => {
  const html =
    '<button data-event-tracking="click_copy_install_command" data-event-label="npm">Copy</button>'
  await expect(html)
    .toTriggerInternalEvents('click_copy_install_command')
    .onClick()
    .with({ additionalProperties: { label: 'npm' } })
  document.body.innerHTML = html
  setPageContext({ user: { id: 1 } })
  const dispose = InternalEvents.bindInternalEventDocument()
  await expect(() => userEvent.click(document.querySelector('button')!))
    .toTriggerInternalEvents('click_copy_install_command')
    .with({ user: { id: 1 }, additionalProperties: { label: 'npm' } })
    .and.toIncrementUsageMetrics('counts.install_command_copies')
  console.log(fakes.journal.events[0], typeof process, (globalThis as any).process)
  dispose?.()
})
