/** The help of `internal-events journeys`. */
export const JOURNEYS_USAGE = `Usage: internal-events journeys diff <before> <after> [options]

Compares the journeys of two runs, by the folders that hold their evidence: index.json, and the
events of each journey. Prints what each journey lost and gained.

Options:
  --format <format>  text or html, one page that loads nothing (default: text)
  -h, --help         print this help

Exit codes: 0 the same, 1 they differ, 2 a folder cannot be read.
`
