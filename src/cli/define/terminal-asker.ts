import type { Writable } from 'node:stream'
import { printable } from '../../foundation/index.ts'
import { atEnd } from '../at-end.ts'
import type { PromptStreams } from '../terminal.ts'
import {
  type Asker,
  Cancelled,
  type Choice,
  type MenuQuestion,
  type TextQuestion,
} from './asker.ts'
import { KeyStream } from './key-stream.ts'

/** The prompts of the library, which only `define` loads. */
export type Prompts = typeof import('@clack/prompts')

/** Shows the cursor, which menus hide. */
const SHOW_CURSOR = '\x1b[?25h'
const CLEAR_LAST_LINE = '\x1b[A\x1b[2K'
/** The number of lines of a menu that are shown at once. */
const LINES = 10

/** Asks at a terminal. */
export class TerminalAsker implements Asker {
  readonly #prompts: Prompts
  readonly #keys: KeyStream
  readonly #output: Writable
  readonly #ended = new AbortController()

  readonly #forgetEnd: () => void

  constructor(prompts: Prompts, { input, output }: PromptStreams) {
    this.#prompts = prompts
    this.#keys = new KeyStream(input, () => this.#ended.abort())
    this.#output = output
    // A signal may end the program in the middle of a menu.
    this.#forgetEnd = atEnd(() => {
      input.setRawMode?.(false)
      output.write(SHOW_CURSOR)
    })
  }

  /** A prompt leaves its listener on its signal: with one signal for all, Node warns of a leak. */
  get #common(): {
    readonly input: KeyStream
    readonly output: Writable
    readonly signal: AbortSignal
  } {
    const signal = AbortSignal.any([this.#ended.signal])
    return { input: this.#keys, output: this.#output, signal }
  }

  async text({ message, initial, placeholder, fault }: TextQuestion): Promise<string> {
    return (
      this.#answer(
        await this.#prompts.text({
          ...this.#common,
          message,
          ...(initial === undefined ? {} : { initialValue: initial }),
          ...(placeholder === undefined ? {} : { placeholder: printable(placeholder) }),
          validate: (text) => sentence(fault?.(text ?? '')),
        }),
      ) ?? ''
    )
  }

  async confirm(message: string, initial: boolean): Promise<boolean> {
    return this.#answer(
      await this.#prompts.confirm({ ...this.#common, message, initialValue: initial }),
    )
  }

  async select<Value>({ message, choices, initial }: MenuQuestion<Value>): Promise<Value> {
    const index = this.#answer(
      await this.#prompts.select({
        ...this.#common,
        message,
        options: options(choices),
        maxItems: LINES * 2,
        ...initialIndex(choices, initial),
      }),
    )
    return chosen(choices, index)
  }

  async search<Value>({ message, choices, initial }: MenuQuestion<Value>): Promise<Value> {
    const index = this.#answer(
      await this.#prompts.autocomplete({
        ...this.#common,
        message,
        options: options(choices),
        maxItems: LINES,
        placeholder: 'Type to search',
        ...initialIndex(choices, initial),
        validate: (value) => (value === undefined ? 'Nothing matches.' : undefined),
      }),
    )
    return chosen(choices, index)
  }

  async searchSeveral<Value>({
    message,
    choices,
    initial = [],
  }: Omit<MenuQuestion<Value>, 'initial'> & { readonly initial?: readonly Value[] }): Promise<
    readonly Value[]
  > {
    const indexes = this.#answer(
      await this.#prompts.autocompleteMultiselect({
        ...this.#common,
        message,
        options: options(choices),
        maxItems: LINES,
        required: true,
        initialValues: choices.flatMap(({ value }, index) =>
          initial.includes(value) ? [index] : [],
        ),
      }),
    )
    // In the order of the menu, in whatever order they were chosen.
    const sorted = indexes.toSorted((one, other) => one - other)
    this.#echo(sorted.map((index) => printable(choices[index]?.label ?? '')))
    return sorted.map((index) => chosen(choices, index))
  }

  /** Says what was chosen, in the place of the line in which the library counts it. */
  #echo(labels: readonly string[]): void {
    this.#output.write(CLEAR_LAST_LINE)
    this.#prompts.log.message(labels.join(', '), { output: this.#output, spacing: 0 })
  }

  tell(text: string, title?: string): void {
    if (title === undefined) this.#prompts.log.message(text, { output: this.#output })
    else this.#prompts.note(text, title, { output: this.#output })
  }

  close(): void {
    this.#forgetEnd()
    this.#keys.destroy()
  }

  #answer<Answer>(answer: Answer): Exclude<Answer, symbol> {
    if (this.#prompts.isCancel(answer)) throw new Cancelled()
    return answer as Exclude<Answer, symbol>
  }
}

/** Menus choose by index, as the library takes values of any type only with a label. */
function options(choices: readonly Choice<unknown>[]): {
  value: number
  label: string
  hint?: string
  disabled?: boolean
}[] {
  return choices.map(({ label, hint, disabled = false }, value) => ({
    value,
    label: printable(label),
    disabled,
    ...(hint === undefined ? {} : { hint: printable(hint) }),
  }))
}

function initialIndex<Value>(
  choices: readonly Choice<Value>[],
  initial: Value | undefined,
): { initialValue?: number } {
  const index = choices.findIndex(({ value }) => initial !== undefined && value === initial)
  return index < 0 ? {} : { initialValue: index }
}

function chosen<Value>(choices: readonly Choice<Value>[], index: number): Value {
  return (choices[index] as Choice<Value>).value
}

/** Prints the reason why an answer is refused as a sentence. */
function sentence(fault: string | undefined): string | undefined {
  // A name or a path is not a word.
  return fault && `${fault.replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase())}.`
}
