/** One line of a menu. */
export interface Choice<Value> {
  readonly value: Value
  readonly label: string
  readonly hint?: string | undefined
  /** True for a line that is shown and cannot be chosen. */
  readonly disabled?: boolean
}

/** A question that is answered with a line of text. */
export interface TextQuestion {
  readonly message: string
  /** The answer that stands there already. */
  readonly initial?: string | undefined
  readonly placeholder?: string | undefined
  /** Returns why a text cannot be the answer. */
  fault?(text: string): string | undefined
}

export interface MenuQuestion<Value> {
  readonly message: string
  readonly choices: readonly Choice<Value>[]
  readonly initial?: Value | undefined
}

/** Asks somebody. Each method throws `Cancelled` when they give up. */
export interface Asker {
  text(question: TextQuestion): Promise<string>
  confirm(message: string, initial: boolean): Promise<boolean>
  /** Asks for one of a few lines. */
  select<Value>(question: MenuQuestion<Value>): Promise<Value>
  /** Asks for one of many lines, which typed letters filter. */
  search<Value>(question: MenuQuestion<Value>): Promise<Value>
  /** Asks for at least one of many lines. */
  searchSeveral<Value>(
    question: Omit<MenuQuestion<Value>, 'initial'> & { readonly initial?: readonly Value[] },
  ): Promise<readonly Value[]>
  /** Shows a text between questions. */
  tell(text: string, title?: string): void
  /** Ends the conversation: nothing is read from the terminal any more. */
  close(): void
}

/** Thrown when somebody gives up at a question. */
export class Cancelled extends Error {}
