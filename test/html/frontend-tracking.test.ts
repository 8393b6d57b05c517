// @vitest-environment jsdom
import { screen } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent } from 'vue'
import {
  createInternalEvents,
  fakes,
  InternalEvents,
  setPageContext,
  TrackingError,
  useInternalEvents,
} from '../../src/entries/index.ts'
import { BlockRun } from '../../src/fakes/index.ts'

const NAME = 'click_copy_install_command'
const button = `<button data-event-tracking="${NAME}" data-event-label="npm"><b>Copy</b></button>`

const bound: (() => void)[] = []
function bind(root: Parameters<typeof InternalEvents.bindInternalEventDocument>[0] = document) {
  const dispose = InternalEvents.bindInternalEventDocument(root)
  if (dispose) bound.push(dispose)
  return dispose
}
const click = (selector: string) => document.querySelector<HTMLElement>(selector)?.click()
const names = () => fakes.journal.events.map((event) => event.name)

beforeEach(() => {
  document.body.innerHTML = button
})

afterEach(() => {
  for (const dispose of bound.splice(0)) dispose()
  delete document.body.dataset['page']
  vi.unstubAllGlobals()
})

describe('clicks', () => {
  test('a user clicks a button', async () => {
    bind()
    document.body.dataset['page'] = 'packages:show'
    setPageContext({ user: { id: 1 }, project: { id: 2 }, namespace: { id: 3 } })
    await expect(() => userEvent.click(screen.getByRole('button')))
      .toTriggerInternalEvents(NAME)
      .with({
        user: { id: 1 },
        project: { id: 2 },
        namespace: { id: 3 },
        category: 'packages:show',
        additionalProperties: { label: 'npm' },
      })
      .and.toIncrementUsageMetrics('counts.install_command_copies')
  })

  test('on a child count, and the nearest element wins', () => {
    document.body.innerHTML = `<p data-event-tracking="pull_package">${button}<i>around</i></p>`
    bind()
    click('b')
    expect(names()).toEqual([NAME])
    click('i')
    expect(names()).toEqual([NAME, 'pull_package'])
  })

  test('on what names no event hide what is around it, and call trackEvent in vain', async () => {
    document.body.innerHTML = `<p data-event-tracking="pull_package"><i data-event-tracking></i></p>`
    const spy = vi.spyOn(InternalEvents, 'trackEvent')
    bind()
    await expect(() => click('i')).not.toTriggerInternalEvents()
    expect(names()).toEqual([])
    expect(spy.mock.calls).toEqual([['', {}]])
    spy.mockRestore()
  })

  test('on untracked elements, and on the document itself, track nothing', () => {
    document.body.innerHTML = '<i></i>'
    bind()
    click('i')
    document.dispatchEvent(new MouseEvent('click'))
    expect(names()).toEqual([])
  })

  test('count for elements that are inserted later', () => {
    bind()
    document.body.innerHTML = button
    click('button')
    expect(names()).toEqual([NAME])
  })

  test('count outside the root not at all', () => {
    document.body.innerHTML = `<main></main>${button}`
    bind(document.querySelector('main') as Element)
    click('button')
    expect(names()).toEqual([])
  })

  test('in a shadow root count once that is bound', () => {
    const host = document.body.appendChild(document.createElement('div'))
    const shadow = host.attachShadow({ mode: 'open' })
    shadow.innerHTML = button
    bind()
    shadow.querySelector('button')?.click()
    expect(names()).toEqual([])
    bind(shadow)
    shadow.querySelector('button')?.click()
    expect(names()).toEqual([NAME])
  })
})

describe('binding', () => {
  test('a root that is bound already is not bound again', () => {
    expect(bind()).toBeTypeOf('function')
    expect(bind()).toBeNull()
    click('button')
    expect(names()).toEqual([NAME])
  })

  test('ends when it is disposed of, and can begin again', () => {
    bind()?.()
    click('button')
    expect(names()).toEqual([])
    expect(bind()).toBeTypeOf('function')
    click('button')
    expect(names()).toEqual([NAME])
  })

  test('is refused where Snowplow does not run', () => {
    setPageContext({ user: { id: 1 }, snowplow: false })
    expect(bind()).toBeNull()
    expect(InternalEvents.trackInternalLoadEvents()).toEqual([])
    setPageContext({ user: { id: 1 } })
    expect(bind()).toBeTypeOf('function')
  })

  test('is refused where the browser asks for privacy', () => {
    vi.stubGlobal('navigator', { globalPrivacyControl: true })
    expect(bind()).toBeNull()
    expect(InternalEvents.trackInternalLoadEvents()).toEqual([])
  })
})

describe('loads', () => {
  const onLoad = (name: string, load = 'true') =>
    `<p data-event-tracking="${name}" data-event-tracking-load="${load}"></p>`

  test('track the elements that load, and return them', async () => {
    document.body.innerHTML = `${onLoad('view_package_page')}${onLoad('pull_package', '1')}<i data-event-tracking-load="true"></i>`
    const load = () => InternalEvents.trackInternalLoadEvents()
    await expect(load).toTriggerInternalEvents('view_package_page')
    expect(names()).toEqual(['view_package_page'])
    expect([...(load() as NodeListOf<Element>)].map((element) => element.localName)).toEqual([
      'p',
      'i',
    ])
  })

  test('track what is in the root, not the root itself', () => {
    document.body.innerHTML = `<main>${onLoad('view_package_page')}</main>`
    InternalEvents.trackInternalLoadEvents(document.querySelector('p') as Element)
    expect(names()).toEqual([])
    InternalEvents.trackInternalLoadEvents(document.querySelector('main') as Element)
    expect(names()).toEqual(['view_package_page'])
  })

  test('elements that load fire on click too', () => {
    document.body.innerHTML = onLoad('view_package_page')
    bind()
    click('p')
    expect(names()).toEqual(['view_package_page'])
  })
})

describe('trackEvent', () => {
  const counted = () => fakes.counters.read(`{event_counters}_${NAME}`)
  const sent = () => fakes.journal.events.map(({ payload }) => payload !== undefined)

  test('without a user is sent but not counted', () => {
    InternalEvents.trackEvent(NAME)
    expect(sent()).toEqual([true])
    expect(counted()).toBe(0)
  })

  test('without Snowplow is counted but not sent', () => {
    setPageContext({ user: { id: 1 }, snowplow: false })
    InternalEvents.trackEvent(NAME)
    expect(sent()).toEqual([false])
    expect(counted()).toBe(1)
  })

  test('with privacy is counted but not sent', () => {
    vi.stubGlobal('navigator', { globalPrivacyControl: true })
    setPageContext({ user: { id: 1 } })
    InternalEvents.trackEvent(NAME)
    expect(sent()).toEqual([false])
    expect(counted()).toBe(1)
  })

  test('with neither a user nor Snowplow does nothing', async () => {
    setPageContext({ snowplow: false })
    await expect(() => InternalEvents.trackEvent(NAME)).not.toTriggerInternalEvents()
  })

  test('without a name does nothing', async () => {
    await expect(() => InternalEvents.trackEvent('')).not.toTriggerInternalEvents()
  })
})

describe('what a listener throws is thrown by the assertion', () => {
  const UNKNOWN = 'Failed to track "push_packag": Unknown event: push_packag.'

  test('an unknown event in an attribute', () => {
    document.body.innerHTML = '<i data-event-tracking="push_packag"></i>'
    bind()
    expect(() => expect(() => click('i')).not.toTriggerInternalEvents()).toThrow(UNKNOWN)
    expect(() => expect(() => click('i')).not.toTriggerInternalEvents()).toThrow(TrackingError)
  })

  test('a type that the front end throws at', () => {
    document.body.innerHTML = `<i data-event-tracking="${NAME}" data-event-additional='{"label": 5}'></i>`
    bind()
    expect(() => expect(() => click('i')).not.toTriggerInternalEvents()).toThrow(
      'label should be of type: string. Provided type is: number.',
    )
  })

  test('and ends the block, whose own error comes first', async () => {
    document.body.innerHTML = '<i data-event-tracking="push_packag"></i>'
    bind()
    expect(() => expect(() => click('i')).not.toTriggerInternalEvents()).toThrow(UNKNOWN)
    expect(BlockRun.anyIsOpen()).toBe(false)
    const failing = () => {
      click('i')
      throw new TypeError('of the block')
    }
    await expect(expect(failing).not.toTriggerInternalEvents()).rejects.toThrow('of the block')
  })

  test('in an asynchronous block', async () => {
    document.body.innerHTML = '<i data-event-tracking="push_packag"></i>'
    bind()
    await expect(
      expect(async () => {
        await Promise.resolve()
        click('i')
      }).not.toTriggerInternalEvents(),
    ).rejects.toThrow(UNKNOWN)
    await expect(
      expect(() => {
        setTimeout(() => click('i'))
      })
        .toTriggerInternalEvents(NAME)
        .within(20),
    ).rejects.toThrow(UNKNOWN)
  })

  test('by code of its own, which kept it to itself', async () => {
    const block = () => {
      try {
        InternalEvents.trackEvent('push_packag')
      } catch {}
    }
    await expect(expect(block).not.toTriggerInternalEvents()).rejects.toThrow(
      '"push_packag": Unknown event: push_packag.',
    )
  })

  test('a negation hears of the type error of the front end, too', async () => {
    const block = () => {
      try {
        InternalEvents.trackEvent(NAME, { label: 5 as never })
      } catch {}
    }
    await expect(expect(block).not.toTriggerInternalEvents()).rejects.toThrow(
      'label should be of type: string. Provided type is: number.',
    )
  })
})

describe('Vue', () => {
  test('the mixin gives a component trackEvent', async () => {
    const spy = vi.spyOn(InternalEvents, 'trackEvent')
    const component = defineComponent({
      mixins: [InternalEvents.mixin()],
      template: `<button @click="trackEvent('${NAME}')">Copy</button>`,
    })
    const wrapper = mount(component)
    await expect(() => wrapper.find('button').trigger('click')).toTriggerInternalEvents(NAME)
    expect(spy.mock.calls).toEqual([[NAME, {}, undefined]])
    spy.mockRestore()
  })

  test('the composable gives a set-up trackEvent', async () => {
    const component = defineComponent({
      setup() {
        const { trackEvent } = useInternalEvents()
        return { copy: () => trackEvent(NAME, { label: 'npm' }, 'packages:show') }
      },
      template: '<button @click="copy">Copy</button>',
    })
    const wrapper = mount(component)
    await expect(() => wrapper.trigger('click'))
      .toTriggerInternalEvents(NAME)
      .with({ category: 'packages:show', additionalProperties: { label: 'npm' } })
  })

  test('attributes of a component are read and clicked', async () => {
    const component = defineComponent({
      data: () => ({ type: 'npm' }),
      template: `<button data-event-tracking="${NAME}" :data-event-label="type">Copy</button>`,
    })
    const wrapper = mount(component, { attachTo: document.body })
    await expect(wrapper)
      .toTriggerInternalEvents(NAME)
      .onClick()
      .with({ additionalProperties: { label: 'npm' } })
    expect(wrapper).toHaveValidEventTracking()
    bind()
    await expect(() => wrapper.trigger('click')).toTriggerInternalEvents(NAME)
    wrapper.unmount()
  })
})

test('an isolated set binds by itself and tracks into its own journal', () => {
  const own = createInternalEvents()
  const dispose = own.InternalEvents.bindInternalEventDocument()
  click('button')
  dispose?.()
  expect(own.journal.events.map((event) => event.name)).toEqual([NAME])
  expect(names()).toEqual([])
  expect(
    createInternalEvents({ page: { snowplow: false } }).InternalEvents.bindInternalEventDocument(),
  ).toBeNull()
})

test('a click that an isolated set refuses is an error of its listener', () => {
  const set = createInternalEvents({ page: { user: { id: 1 } } })
  const dispose = set.InternalEvents.bindInternalEventDocument()
  if (dispose) bound.push(dispose)
  document.body.innerHTML = '<button data-event-tracking="click_copy">Copy</button>'
  const errors: unknown[] = []
  const hear = (event: ErrorEvent) => {
    event.preventDefault()
    errors.push(event.error)
  }
  window.addEventListener('error', hear)
  click('button')
  window.removeEventListener('error', hear)
  expect(errors).toEqual([expect.any(TrackingError)])
})
