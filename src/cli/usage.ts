export const USAGE = `Usage: internal-events <command> [options]

Commands:
  collector    Receive what Snowplow trackers send, and show it at /micro/ui

Options of collector:
  --port <number>         Default: any free one
  --host <address>        Default: 127.0.0.1
  --max-events <number>   How many events to keep, the newest. Default: 100000
  --max-bytes <number>    The largest body to read. Default: 10000000
  --schemas <glob>        Schemas in Iglu's layout to check contexts against; may be repeated
  --strict                Refuse data whose schema is not known
  --micro-version <3|4>   Whose shapes /micro answers in. Default: 4
`
