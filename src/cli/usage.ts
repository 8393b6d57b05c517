export const USAGE = `Usage: internal-events <command> [options]

Commands:
  check        List the faults of event and metric definitions
  collector    Receive events of Snowplow trackers, and show them at /micro/ui

Options of check:
  --root <folder>         The folder that the globs start from. Default: the nearest, from here
                          upwards, with internal-events.config.* or config/events

Options of collector:
  --port <number>         Default: any free port
  --host <address>        Default: 127.0.0.1
  --max-events <number>   The number of newest events to keep. Default: 100000
  --max-bytes <number>    The largest body to read. Default: 10000000
  --schemas <glob>        Schemas in Iglu's layout to check contexts against; may be repeated
  --strict                Refuse data with an unknown schema
  --lenient               Take content types, encodings and paths that production refuses
  --micro-version <3|4>   The version of Micro whose shapes /micro answers in. Default: 4
`
