// @vitest-environment jsdom
// The two cases that the front end's documentation prints, as they stand but for their imports.

import { beforeEach, describe, expect, it } from 'vitest'
import { useMockInternalEventsTracking } from '../../../src/entries/index.ts'
import { DeleteApplication, DeleteApplicationWithAttributes } from './components.ts'
import { shallowMountExtended } from './shallow-mount-extended.ts'

describe('DeleteApplication', () => {
  let wrapper: ReturnType<typeof shallowMountExtended>

  const createComponent = () => {
    wrapper = shallowMountExtended(DeleteApplication)
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
  let wrapper: ReturnType<typeof shallowMountExtended>

  const createComponent = () => {
    wrapper = shallowMountExtended(DeleteApplicationWithAttributes)
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
})
