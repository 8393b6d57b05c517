export interface Answer {
  readonly text: string
  readonly inputTokens: number
  readonly outputTokens: number
}

/** Stands for a large model. */
export function ask(question: string): Answer {
  const text = `You asked: ${question}`
  return { text, inputTokens: question.length, outputTokens: text.length }
}
