/** The styles of lines, by the numbers that terminals give them. */
export const STYLES = { bold: 1, dim: 2, moved: 32, warning: 33 } as const

/** A line of a screen, before it is cut to its width. */
export interface ScreenLine {
  readonly text: string
  readonly style?: keyof typeof STYLES | undefined
}
