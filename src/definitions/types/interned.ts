/** Takes equal items as one, each with a name that no other has. */
export class Interned<Item> {
  readonly #names = new Map<string, string>()
  readonly #items = new Map<string, Item>()

  /** `taken`: the names that are given away already; those of the items are added. */
  constructor(items: Iterable<Item>, wantedName: (item: Item) => string, taken: Set<string>) {
    const contents = new Map([...items].map((item) => [JSON.stringify(item), item]))
    // In the order of their content: one more item changes the names of no others.
    for (const [content, item] of [...contents].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const name = freeName(wantedName(item), taken)
      taken.add(name)
      this.#names.set(content, name)
      this.#items.set(name, item)
    }
  }

  get all(): ReadonlyMap<string, Item> {
    return this.#items
  }

  nameOf(item: Item): string {
    return this.#names.get(JSON.stringify(item)) as string
  }
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`
  return name
}
