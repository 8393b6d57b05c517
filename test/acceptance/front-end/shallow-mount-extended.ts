import { type BaseWrapper, shallowMount, type VueWrapper } from '@vue/test-utils'
import type { Component, ComponentPublicInstance } from 'vue'

interface ExtendedWrapper {
  readonly element: Element
  find(selector: string): VueWrapper
}

/** Finds stubbed components by a selector too, as the helper does that the cases were written for. */
export function shallowMountExtended(component: Component): ExtendedWrapper {
  const wrapper: BaseWrapper<Node> = shallowMount(component)
  return {
    element: wrapper.element as Element,
    find: (selector) => wrapper.findComponent<ComponentPublicInstance>(selector) as VueWrapper,
  }
}
