import { defineComponent } from 'vue'
import { InternalEvents } from '../../../src/entries/index.ts'

export const GlButton = defineComponent({ template: '<button><slot /></button>' })

const __ = (text: string) => text

/** Tracks in a method. */
export const DeleteApplication = defineComponent({
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
  i18n: { button1: __('Sample Button') },
  template: `
    <div style="display: flex; height: 90vh; align-items: center; justify-content: center">
      <gl-button class="sample-button" @click="handleButtonClick">
        {{ $options.i18n.button1 }}
      </gl-button>
    </div>`,
})

/** Tracks by attributes. */
export const DeleteApplicationWithAttributes = defineComponent({
  components: { GlButton },
  mixins: [InternalEvents.mixin()],
  i18n: { button1: __('Sample Button') },
  template: `
    <div style="display: flex; height: 90vh; align-items: center; justify-content: center">
      <gl-button
        class="sample-button"
        data-event-tracking="click_view_runners_button"
        data-event-label="group_runner_form"
      >
        {{ $options.i18n.button1 }}
      </gl-button>
    </div>`,
})
