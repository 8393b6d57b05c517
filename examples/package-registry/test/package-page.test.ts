// @vitest-environment jsdom
import { InternalEvents, setPageContext } from 'internal-events-testing'
import { afterEach, describe, expect, test } from 'vitest'
import { packagePage } from '../src/package-page'

const leftPad = { type: 'npm', name: 'left-pad', versions: 3 }

describe('the HTML of a page', () => {
  test('tracks clicks on the copy button', () => {
    expect(packagePage(leftPad))
      .toTriggerInternalEvents('click_copy_install_command')
      .onClick()
      .with({ category: 'packages:show', additionalProperties: { label: 'npm' } })
  })

  test('tracks that it was shown', () => {
    expect(packagePage(leftPad))
      .toTriggerInternalEvents('view_package_page')
      .onLoad()
      .with({ additionalProperties: { label: 'npm' } })
  })

  test('tracks the filter, with the number of versions as a number', () => {
    expect(packagePage(leftPad))
      .toTriggerInternalEvents('filter_package_list')
      .with({ additionalProperties: { value: 3, visibility: 'public' } })
  })

  test('tracks as it seems to, whatever packages are called', () => {
    expect(packagePage(leftPad)).toHaveValidEventTracking()
    expect(
      packagePage({ ...leftPad, type: '"><i data-event-tracking="x">' }),
    ).toHaveValidEventTracking()
  })
})

describe('the page in a browser', () => {
  let dispose: (() => void) | null
  afterEach(() => dispose?.())

  function open(html: string): void {
    const page = new DOMParser().parseFromString(html, 'text/html')
    document.body.replaceWith(document.adoptNode(page.body))
    dispose = InternalEvents.bindInternalEventDocument()
    InternalEvents.trackInternalLoadEvents()
  }

  test('is tracked when it is shown', async () => {
    await expect(() => open(packagePage(leftPad))).toTriggerInternalEvents('view_package_page')
  })

  test('tracks a click on the icon in the button, for who has signed in', async () => {
    setPageContext({ user: { id: 1 }, project: { id: 7 } })
    open(packagePage(leftPad))
    await expect(() => document.querySelector<HTMLElement>('button span')?.click())
      .toTriggerInternalEvents('click_copy_install_command')
      .with({
        user: { id: 1 },
        project: { id: 7 },
        category: 'packages:show',
        additionalProperties: { label: 'npm' },
      })
      .and.toIncrementUsageMetrics('counts.install_command_copies')
  })
})
