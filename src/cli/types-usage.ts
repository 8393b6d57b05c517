export const TYPES_USAGE = `Usage: internal-events types [options]

Writes one declaration file with the types of all events and metrics. With it, names and properties
complete in an editor, and TypeScript refuses those that no definition has.

Options:
  --out <file>      Where to write it: a file that ends in .d.ts. Default: internal-events.d.ts in
                    the root
  --check           Write nothing; end with 1 if the file is not as it should be
  --export-only     Only export Register, for createInternalEvents<Register>(): where one program
                    has the definitions of several roots
  --root <folder>   The folder that the globs start from. Default: the nearest, from here upwards,
                    with internal-events.config.* or config/events
  --help            Show this text

Files with faults are counted and left out: run internal-events check.

Exit codes: 0 the file is as it should be, 1 with --check it is not, 2 there are no definitions, or
the file cannot be written.

Examples:
  internal-events types
  internal-events types --check
  internal-events types --root packages/shop --out packages/shop/src/events.d.ts --export-only
`
