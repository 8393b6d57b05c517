// @vitest-environment jsdom

import { Window } from 'happy-dom'
import { beforeEach, expect, test } from 'vitest'
import { reactive, ref } from 'vue'
import { messageOf } from '../message-of.ts'

beforeEach(() => {
  document.body.innerHTML = '<ul class="list"><li id="a">1</li></ul><button>Go</button>'
})

const list = () => document.querySelector('ul') as HTMLElement

test('what is commonly read of a page', async () => {
  const li = () => list().append(document.createElement('li'))
  await expect(li).toChange(() => document.body.innerHTML)
  await expect(li)
    .toChange(() => list().children.length)
    .by(1)
  await expect(() => list().classList.add('open'))
    .toChange(() => list().classList.value)
    .to('list open')
  await expect(() => list().classList.add('big')).toChange(() => [...list().classList])
  await expect(() => localStorage.setItem('a', 'b'))
    .toChange(() => localStorage.getItem('a'))
    .from(null)
    .to('b')
  await expect(() => (document.title = 'New')).toChange(() => document.title)
  await expect(() => (location.hash = 'a')).toChange(() => location.href)
  await expect(li).toNotChange(() => document.title)
})

test('an element is another one where it looks different', async () => {
  list().innerHTML = '<li></li><li class="a"></li>'
  const first = () => list().firstChild
  await expect(() => first()?.remove()).toChange(first)
  const focus = () => document.querySelector('button')?.focus()
  await expect(focus)
    .toChange(() => document.activeElement)
    .to(document.querySelector('button'))
  await expect(() => list().remove())
    .toChange(() => document.querySelector('ul'))
    .to(null)
})

const message = (name: string, read: string) =>
  `Failed to check expect(block).toNotChange(read): the value is or holds an object (${name}) that cannot be copied, so nobody can tell whether the block changed it. Read what you expect to change of it: toChange(() => ${read}).`

test.each<[string, () => unknown, string]>([
  ['HTMLBodyElement', () => document.body, 'element.outerHTML'],
  ['HTMLUListElement', () => ({ el: list() }), 'element.outerHTML'],
  ['NodeList', () => document.querySelectorAll('ul'), '[...list]'],
  ['DOMTokenList', () => list().classList, '[...list]'],
  ['Document', () => document, 'order.total'],
  ['Storage', () => localStorage, 'order.total'],
])('%s cannot be copied', async (name, read, remedy) => {
  for (const block of [() => {}, () => list().setAttribute('class', 'open')]) {
    expect(await messageOf(() => expect(block).toNotChange(read))).toBe(message(name, remedy))
  }
})

test('nor can nodes of happy-dom', async () => {
  const { document } = new Window()
  for (const [name, read, remedy] of [
    ['HTMLBodyElement', () => document.body, 'element.outerHTML'],
    ['HTMLDocument', () => document, 'order.total'],
    ['DOMTokenList', () => document.body.classList, '[...list]'],
  ] as const) {
    expect(await messageOf(() => expect(() => {}).toNotChange(read as () => unknown))).toBe(
      message(name, remedy),
    )
  }
})

test('the state of Vue', async () => {
  const by = new Map([['a', { n: 1 }]])
  const state = reactive({ user: { name: 'Ada' }, tags: new Set(['a']), by })
  const count = ref(0)
  for (const block of [
    () => Object.assign(state.user, { name: 'Grace' }),
    () => state.tags.add('b'),
    () => Object.assign(state.by.get('a') ?? {}, { n: 2 }),
    () => {
      count.value += 1
    },
  ]) {
    const read = () => [state, count]
    await expect(() => {}).toNotChange(read)
    await expect(block).toChange(read)
  }
})
