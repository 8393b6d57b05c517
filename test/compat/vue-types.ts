// Components of Vue have the typed method of the mixin.

import { InternalEvents, useInternalEvents } from 'internal-events-testing'
import { defineComponent } from 'vue'

export const WithMixin = defineComponent({
  mixins: [InternalEvents.mixin()],
  methods: {
    copy() {
      this.trackEvent('click_copy_install_command', { label: 'npm' })
      // @ts-expect-error a misspelt event
      this.trackEvent('click_copy')
      // @ts-expect-error a misspelt property
      this.trackEvent('click_copy_install_command', { lable: 'npm' })
    },
  },
})

export const WithSetup = defineComponent({
  setup() {
    const { trackEvent } = useInternalEvents()
    trackEvent('click_copy_install_command', { label: 'npm' })
    // @ts-expect-error a misspelt event
    trackEvent('click_copy')
  },
})
