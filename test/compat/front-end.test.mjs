/* global beforeEach, describe, expect, it */

import { shallowMount } from '@vue/test-utils'
import { InternalEvents, useMockInternalEventsTracking } from 'internal-events-testing'

// The two cases that the front end's documentation prints, with helpers that stand in for its own.

const shallowMountExtended = (component) => {
  const wrapper = shallowMount(component)
  return { element: wrapper.element, find: (selector) => wrapper.findComponent(selector) }
}

const GlButton = { template: '<button><slot /></button>' }

const DeleteApplication = (attributes) => ({
  components: { GlButton },
  mixins: [InternalEvents.mixin()],
  methods: {
    handleButtonClick() {
      this.trackEvent('click_view_runners_button', {
        label: 'group_runner_form',
        property: 'property_value',
        value: 3,
      })
    },
  },
  template: `<div><gl-button class="sample-button" ${attributes}>Sample Button</gl-button></div>`,
})

describe('DeleteApplication', () => {
  let wrapper

  const createComponent = () => {
    wrapper = shallowMountExtended(DeleteApplication('@click="handleButtonClick"'))
  }

  beforeEach(() => {
    createComponent()
  })

  describe('sample button 1', () => {
    const { bindInternalEventDocument } = useMockInternalEventsTracking()
    it('should call trackEvent method when clicked on sample button', async () => {
      const { trackEventSpy } = bindInternalEventDocument(wrapper.element)

      await wrapper.find('.sample-button').vm.$emit('click')

      expect(trackEventSpy).toHaveBeenCalledWith(
        'click_view_runners_button',
        {
          label: 'group_runner_form',
          property: 'property_value',
          value: 3,
        },
        undefined,
      )
    })
  })
})

describe('DeleteApplication with attributes', () => {
  let wrapper

  const createComponent = () => {
    wrapper = shallowMountExtended(
      DeleteApplication(
        'data-event-tracking="click_view_runners_button" data-event-label="group_runner_form"',
      ),
    )
  }

  beforeEach(() => {
    createComponent()
  })

  describe('sample button', () => {
    const { bindInternalEventDocument } = useMockInternalEventsTracking()
    it('should call trackEvent method when clicked on sample button', () => {
      const { triggerEvent, trackEventSpy } = bindInternalEventDocument(wrapper.element)
      triggerEvent('.sample-button')
      expect(trackEventSpy).toHaveBeenCalledWith('click_view_runners_button', {
        label: 'group_runner_form',
      })
    })
  })

  it('is read as it stands, and clicked', async () => {
    await expect(wrapper)
      .toTriggerInternalEvents('click_view_runners_button')
      .onClick()
      .with({ additionalProperties: { label: 'group_runner_form' } })
    const dispose = InternalEvents.bindInternalEventDocument(wrapper.element)
    await expect(() =>
      wrapper.element
        .querySelector('.sample-button')
        .dispatchEvent(new Event('click', { bubbles: true })),
    )
      .toTriggerInternalEvents('click_view_runners_button')
      .with({ additionalProperties: { label: 'group_runner_form' } })
    dispose()
  })
})
