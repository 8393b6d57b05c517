import { afterEach, expect, test, vi } from 'vitest'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { definitionsIn, typeDefine } from './run-define.ts'

const ENTER = '\r'
const SKIP = '\r'
const DOWN = '\x1b[B'
const UP = '\x1b[A'
const TAB = '\t'
const ERASE = '\x7f'
const CTRL_C = '\x03'

let remove = () => {}
afterEach(() => remove())

const VIEW_ISSUE = `---
description: A user viewed an issue
internal_events: true
status: active
action: view_issue
identifiers:
- project
- namespace
- user
additional_properties:
  label:
    description: Type of the issue
product_group: project_management
product_categories:
- team_planning
milestone: '18.8'
introduced_by_url: https://gitlab.com/acme/app/-/merge_requests/1
tiers:
- free
- premium
- ultimate
`
const OPEN_BOARD = `---
description: A board was opened
internal_events: true
status: active
action: open_board
product_group: project_management
milestone: '18.8'
introduced_by_url: https://gitlab.com/acme/app/-/merge_requests/2
tiers:
- free
- premium
- ultimate
`

function project(files: Record<string, string> = {}): string {
  const made = temporaryProject({
    VERSION: '18.9.0-pre\n',
    'config/feature_categories.yml': '---\n- code_review\n- team_planning\n- wiki\n',
    'config/metrics/schema/product_groups.json': '{ "enum": ["knowledge", "project_management"] }',
    ...files,
  })
  remove = made.remove
  return made.root
}

const line = (text: string) => text + ENTER

test('an event, its metric and their use are one conversation', async () => {
  const root = project()
  const { code, out, screen } = await typeDefine(
    [
      ENTER, // New Event
      line('A page of the wiki was printed'),
      line('print_wiki_page'),
      DOWN + ENTER, // namespace, user
      DOWN + ENTER, // label
      line('Format'),
      DOWN + DOWN + DOWN + ENTER, // an extra property; label is skipped
      line('pages'),
      SKIP,
      ENTER, // no more properties
      line('https://gitlab.com/acme/app/-/merge_requests/3'),
      `know${ENTER}`,
      `wik${DOWN}${TAB}${ENTER}`,
      ENTER, // all tiers
      ENTER, // not of Duo
      ENTER, // create
      ENTER, // Create Metric
      ENTER, // unique users
      line('who printed pages'),
      ENTER, // copy
      ENTER, // create
      ENTER, // View Usage
      UP + UP + UP + ENTER, // RSpec
      DOWN + DOWN + ENTER, // Exit
    ],
    '--root',
    root,
  )
  expect(code).toBe(0)
  expect(definitionsIn(root)).toEqual({
    'config/events/print_wiki_page.yml': `---
description: A page of the wiki was printed
internal_events: true
status: active
action: print_wiki_page
identifiers:
- namespace
- user
additional_properties:
  label:
    description: Format
  pages:
    description: TODO
product_group: knowledge
product_categories:
- wiki
milestone: '18.9'
introduced_by_url: https://gitlab.com/acme/app/-/merge_requests/3
tiers:
- free
- premium
- ultimate
`,
    'config/metrics/counts_all/count_distinct_user_id_from_print_wiki_page.yml': `---
key_path: redis_hll_counters.count_distinct_user_id_from_print_wiki_page
description: Count of unique users who printed pages
product_group: knowledge
product_categories:
- wiki
performance_indicator_type: []
value_type: number
status: active
milestone: '18.9'
introduced_by_url: https://gitlab.com/acme/app/-/merge_requests/3
time_frame:
- 28d
- 7d
data_source: internal_events
data_category: optional
tiers:
- free
- premium
- ultimate
events:
- name: print_wiki_page
  unique: user.id
`,
  })
  expect(screen).toContain('redis_hll_counters.count_distinct_user_id_from_print_wiki_page_weekly')
  expect(out).toBe(`create config/events/print_wiki_page.yml
create config/metrics/counts_all/count_distinct_user_id_from_print_wiki_page.yml
--- RSpec ---

it 'triggers an internal event' do
  expect { subject }
    .to trigger_internal_events('print_wiki_page')
    .with(
      namespace: namespace,
      user: user,
      additional_properties: {
        label: 'string',
        pages: 'custom_value'
      }
    )
    .and increment_usage_metrics(
      'redis_hll_counters.count_distinct_user_id_from_print_wiki_page_monthly',
      'redis_hll_counters.count_distinct_user_id_from_print_wiki_page_weekly'
    )
end

`)
})

const REST_OF_EVENT = [ENTER, ENTER, SKIP, ENTER, UP + TAB + ENTER, ENTER, ENTER]

test('answers that cannot stand in a definition are asked again', async () => {
  const root = project({ 'config/events/view_issue.yml': VIEW_ISSUE })
  const { code, screen } = await typeDefine(
    [
      ENTER,
      line('The wiki was closed'),
      ENTER,
      line('view_issue'),
      ERASE.repeat(10) + line('Close wiki'),
      ERASE.repeat(10) + line('close_wiki'),
      ...REST_OF_EVENT,
      ENTER,
      UP + UP + ENTER,
    ],
    'event',
    '--root',
    root,
  )
  expect(code).toBe(0)
  expect(screen).toContain('It is empty.')
  expect(screen).toContain('config/events/view_issue.yml defines an event of this name.')
  expect(screen).toContain('It has more than lowercase letters, digits and underscores.')
  const { 'config/events/close_wiki.yml': written } = definitionsIn(root)
  expect(written).toContain('description: The wiki was closed\n')
  expect(written).not.toContain('product_categories')
})

test('events that may be the same are shown before a name is taken', async () => {
  const root = project({ 'config/events/view_issue.yml': VIEW_ISSUE })
  const { screen } = await typeDefine(
    [
      line('Somebody looked at an issue'),
      line('viewed_issues'),
      ENTER, // another name
      ERASE.repeat(20) + line('read_the_issue'),
      ...REST_OF_EVENT,
      ENTER,
      UP + UP + ENTER,
    ],
    'event',
    '--root',
    root,
  )
  expect(screen).toContain('These events are similar')
  expect(screen).toContain('view_issue: A user viewed an issue')
  expect(screen).toContain('Define viewed_issues all the same?')
  expect(Object.keys(definitionsIn(root))).toEqual([
    'config/events/read_the_issue.yml',
    'config/events/view_issue.yml',
  ])
})

test('an event that is defined already can be used instead', async () => {
  const root = project({ 'config/events/view_issue.yml': VIEW_ISSUE })
  const { code, out } = await typeDefine(
    [
      line('Somebody looked at an issue'),
      line('viewed_issues'),
      DOWN + ENTER, // use view_issue
      UP + UP + UP + ENTER, // RSpec
      DOWN + DOWN + ENTER, // Exit
    ],
    ...['event', '--root', root],
  )
  expect(code).toBe(0)
  expect(out).toContain(".to trigger_internal_events('view_issue')")
  expect(Object.keys(definitionsIn(root))).toEqual(['config/events/view_issue.yml'])
})

test('a similar event is defined only if somebody says so, and a removed one is not used', async () => {
  const root = project({
    'config/events/view_issue.yml': VIEW_ISSUE.replace('status: active', 'status: removed'),
  })
  const { screen } = await typeDefine(
    [
      line('Somebody looked at an issue'),
      line('viewed_issues'),
      DOWN + ENTER, // yes
      ...REST_OF_EVENT,
      ENTER,
      UP + UP + ENTER,
    ],
    ...['event', '--root', root],
  )
  expect(screen).toContain('● No -- give it another name')
  expect(Object.keys(definitionsIn(root))).toEqual([
    'config/events/view_issue.yml',
    'config/events/viewed_issues.yml',
  ])
})

test('what was chosen of many is told by name', async () => {
  const root = project({
    'config/events/view_issue.yml': VIEW_ISSUE,
    'config/events/open_board.yml': OPEN_BOARD,
  })
  const { screen } = await typeDefine(
    [DOWN + ENTER, DOWN + TAB + DOWN + TAB + ENTER, CTRL_C],
    ...['metric', '--root', root],
  )
  expect(screen).toContain('◇  Which events does this metric track?')
  expect(screen).toContain('│  open_board, view_issue\n')
})

test.each([
  ['at the first question', [CTRL_C]],
  ['before the file is created', ['x y\r', 'close_wiki\r', ...REST_OF_EVENT, CTRL_C]],
])('Ctrl-C %s writes nothing', async (_name, keys) => {
  const root = project()
  const { code, out } = await typeDefine(keys, 'event', '--root', root)
  expect([code, out]).toEqual([130, 'Cancelled. Nothing was written.\n'])
  expect(definitionsIn(root)).toEqual({})
})

test('Ctrl-C after a file was written tells which', async () => {
  const root = project()
  const keys = ['x y\r', 'close_wiki\r', ...REST_OF_EVENT, ENTER, CTRL_C]
  const { code, out } = await typeDefine(keys, 'event', '--root', root)
  expect(code).toBe(130)
  expect(out).toContain('Cancelled. What was written before stays: config/events/close_wiki.yml\n')
})

test('a file is overwritten only if somebody says so', async () => {
  const root = project({ 'config/events/close_wiki.yml': 'half: [written' })
  const keys = (answer: string) => [
    'x y\r',
    'close_wiki\r',
    ...REST_OF_EVENT,
    answer,
    UP + UP + ENTER,
  ]
  const kept = await typeDefine([...keys(ENTER)], 'event', '--root', root)
  expect(kept.screen).toContain('This file already exists! Overwrite it?')
  expect(kept.screen).toContain('No files saved.')
  expect(definitionsIn(root)).toEqual({ 'config/events/close_wiki.yml': 'half: [written' })

  const notForMetric = [...keys(ENTER).slice(0, -1), ENTER, ENTER]
  const { code } = await typeDefine(notForMetric, 'event', '--root', root)
  expect(code).toBe(0)
  expect(definitionsIn(root)).toEqual({ 'config/events/close_wiki.yml': 'half: [written' })

  await typeDefine([...keys('y')], 'event', '--root', root)
  expect(definitionsIn(root)['config/events/close_wiki.yml']).toContain('action: close_wiki\n')
})

test('a definition that was refused can be saved for its metric', async () => {
  const root = project()
  const { code } = await typeDefine(
    [
      line('The wiki was closed'),
      line('close_wiki'),
      ...REST_OF_EVENT,
      'n',
      ENTER, // Save & Create Metric
      ENTER,
      line('who closed it'),
      ENTER, // copy
      UP + TAB + ENTER, // no category: the event has none
      ENTER, // create
      DOWN + ENTER, // Exit
    ],
    'event',
    '--root',
    root,
  )
  expect(code).toBe(0)
  expect(Object.keys(definitionsIn(root))).toEqual([
    'config/events/close_wiki.yml',
    'config/metrics/counts_all/count_distinct_user_id_from_close_wiki.yml',
  ])
})

test('a filtered metric asks for values, and for a name', async () => {
  const root = project({
    'config/events/view_issue.yml': VIEW_ISSUE,
    'config/events/open_board.yml': OPEN_BOARD,
  })
  const { code, screen } = await typeDefine(
    [
      DOWN + ENTER, // several events
      DOWN + TAB + DOWN + TAB + ENTER,
      DOWN + ENTER, // total, filtered
      'n', // the board is left out
      line('bug,,x'),
      ERASE.repeat(10) + line('bug, task'),
      line('views by type'),
      line('view'),
      ENTER, // copy
      ENTER, // create
      DOWN + ENTER, // Exit
    ],
    'metric',
    '--root',
    root,
  )
  expect(code).toBe(0)
  expect(screen).toContain('open_board -- not filterable')
  expect(screen).toContain('view_issue (filterable by label)')
  expect(screen).toContain('It has an empty value between commas.')
  expect(screen).toContain('Metrics using filters are too complex for default naming.')
  expect(definitionsIn(root)['config/metrics/counts_all/count_total_view.yml']).toContain(`events:
- name: view_issue
  filter:
    label: bug
- name: view_issue
  filter:
    label: task
`)
})

test('scopes that exist or that the event does not have cannot be chosen', async () => {
  const root = project({
    'config/events/open_board.yml': OPEN_BOARD,
    'config/metrics/counts_all/a.yml': `key_path: counts.a
data_source: internal_events
time_frame: ['7d', '28d']
events: [{ name: open_board }]
`,
  })
  const { screen } = await typeDefine(
    [ENTER, ENTER, UP + ENTER, line('boards opened'), CTRL_C],
    'metric',
    '--root',
    root,
  )
  expect(screen.replaceAll(/[\s│]+/g, ' ')).toContain(
    '○ Monthly/Weekly count of open_board occurrences (already defined in config/metrics/counts_all/a.yml)',
  )
  expect(screen).toContain(
    '○ Monthly/Weekly count of unique users who triggered open_board (user unavailable)',
  )
  expect(screen).toContain('Finish the description: Total count of...')
})

test('an event whose metrics all exist has none left', async () => {
  const root = project({
    'config/events/open_board.yml': OPEN_BOARD,
    'config/metrics/counts_all/a.yml': `key_path: counts.a
data_source: internal_events
time_frame: ['7d', '28d', all]
events: [{ name: open_board }]
`,
  })
  const { code, screen } = await typeDefine([ENTER, ENTER], 'metric', '--root', root)
  expect(code).toBe(0)
  expect(screen).toContain('Looks like the potential metrics for this event either already exist')
})

test.each([
  [['n'], "This probably isn't the tool you need!"],
  [['y', 'n'], "This probably isn't the tool you need!"],
  [['y', 'y', 'n', 'n'], 'run internal-events define event'],
  [['y', 'y', 'y', 'n'], 'run internal-events define metric'],
])('the advisor answers %j', async (answers, expected) => {
  const { code, screen } = await typeDefine(answers, 'advisor', '--root', project())
  expect(code).toBe(0)
  expect(screen).toContain(expected)
})

test('the advisor goes on with what somebody needs', async () => {
  const root = project({ 'config/events/view_issue.yml': VIEW_ISSUE })
  const keys = [UP + ENTER, 'y', 'y', 'y', 'y', ENTER, ENTER, CTRL_C]
  const { screen } = await typeDefine(keys, '--root', root)
  expect(screen).toContain('Which metrics do you want to add?')
})

test('metrics of the database need a variable', async () => {
  const { screen } = await typeDefine([UP + ENTER], 'metric', '--root', project())
  expect(screen).toContain('ENABLE_DATABASE_METRIC is not set')
})

test('a metric of the database is asked for where the variable says so', async () => {
  vi.stubEnv('ENABLE_DATABASE_METRIC', '1')
  const root = project()
  const { code } = await typeDefine(
    [
      UP + ENTER, // Database
      line('Count Pages'),
      ERASE.repeat(6) + line('Pages'),
      UP + TAB + DOWN + TAB + ENTER, // total and weekly
      line('Count of pages'),
      line('pages'),
      `know${ENTER}`,
      UP + TAB + ENTER,
      SKIP,
      ENTER,
      ENTER, // create
      DOWN + ENTER, // Exit
    ],
    ...['metric', '--root', root],
  )
  vi.unstubAllEnvs()
  expect(code).toBe(0)
  expect(definitionsIn(root)['config/metrics/counts_all/pages.yml']).toBe(`---
key_path: pages
description: Count of pages
product_group: knowledge
performance_indicator_type: []
value_type: number
status: active
milestone: '18.9'
introduced_by_url: TODO
time_frame:
- 7d
- all
data_source: database
data_category: optional
tiers:
- free
- premium
- ultimate
instrumentation_class: CountPages
`)
})

test('options answer the first questions, and a bad one is told before anything is asked', async () => {
  const root = project()
  const { code } = await typeDefine(
    [line('print_wiki'), ENTER, UP + ENTER, ENTER, UP + UP + ENTER],
    'event',
    ...['--root', root, '--description', 'Printed', '--identifiers', 'none', '--url', ''],
    ...['--group', 'knowledge', '--category', 'wiki', '--classification', 'none'],
  )
  expect(code).toBe(0)
  expect(definitionsIn(root)['ee/config/events/print_wiki.yml']).toContain('- ultimate\n')

  const refused = await typeDefine([CTRL_C], 'event', '--root', root, '--tiers', 'gold')
  expect(refused).toMatchObject({
    code: 2,
    screen: '',
    error:
      'Failed to use --tiers "gold": it is not free,premium,ultimate, or premium,ultimate, or ultimate. Give another one, or run internal-events define --help.\n',
  })
})

test('a terminal that goes away is a cancelled conversation', async () => {
  const root = project()
  const { PassThrough } = await import('node:stream')
  const { runCommand } = await import('../../../src/cli/index.ts')
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} })
  input.end('A half')
  let out = ''
  const code = await runCommand(['define', 'event', '--root', root], {
    out: (text) => {
      out += text
    },
    error: () => {},
    prompts: { input, output: new PassThrough().resume() },
  })
  expect([code, out]).toEqual([130, 'Cancelled. Nothing was written.\n'])
})

test('the categories that the events of a group have come first', async () => {
  const root = project({ 'config/events/view_issue.yml': VIEW_ISSUE })
  const options = ['--name', 'x', '--description', 'x y', '--identifiers', 'none', '--url', '']
  const { screen } = await typeDefine(
    [ENTER, `project${ENTER}`, CTRL_C],
    ...['event', ...options, '--root', root],
  )
  expect(screen).toContain('◻ team_planning (of project_management)')
})

test('where no list says which there are, groups and categories in use can have new ones beside them', async () => {
  const made = temporaryProject({ 'config/events/view_issue.yml': VIEW_ISSUE })
  remove = made.remove
  const options = ['--name', 'x', '--description', 'x y', '--identifiers', 'none', '--url', '']
  const { code, screen } = await typeDefine(
    [
      ENTER, // no property
      DOWN + ENTER, // another group
      line('my group'),
      ERASE.repeat(8) + line('growth'),
      DOWN + TAB + UP + TAB + ENTER, // others, and team_planning
      line('wiki, code review'),
      ERASE.repeat(11) + line('code_review'),
      ENTER,
      ENTER,
      ENTER, // create
      UP + UP + ENTER, // Exit
    ],
    ...['event', ...options, '--root', made.root],
  )
  expect(code).toBe(0)
  expect(screen).toContain('It has more than letters, digits, "_", "-" and ":".')
  expect(definitionsIn(made.root)['config/events/x.yml']).toContain(`product_group: growth
product_categories:
- code_review
- team_planning
- wiki
`)
})

test('the first category of an empty repository is asked for', async () => {
  const made = temporaryProject({})
  remove = made.remove
  const options = ['--name', 'x', '--description', 'x y', '--identifiers', 'none', '--url', '']
  const { code, screen } = await typeDefine(
    [ENTER, SKIP, line('wiki'), ENTER, ENTER, ENTER, UP + UP + ENTER],
    ...['event', ...options, '--root', made.root],
  )
  expect(code).toBe(0)
  expect(screen).toContain(
    'Which feature categories best fit this event? (comma-sep, Enter to skip)',
  )
  expect(definitionsIn(made.root)['config/events/x.yml']).toContain(
    'product_group:\nproduct_categories:\n- wiki\n',
  )
})

test('Enter where nothing matches chooses nothing', async () => {
  const root = project({ 'config/events/view_issue.yml': VIEW_ISSUE })
  const keys = [ENTER, `zzz${ENTER}`, ERASE.repeat(3), ENTER, CTRL_C]
  const { screen } = await typeDefine(keys, 'metric', '--root', root)
  expect(screen).toContain('Nothing matches.')
  expect(screen).toContain('Which metrics do you want to add?')
})

test('a line feed that was typed ahead is Enter', async () => {
  const { code } = await typeDefine(['n\n'], 'advisor', '--root', project())
  expect(code).toBe(0)
  const root = project({ 'config/events/view_issue.yml': VIEW_ISSUE })
  const { screen } = await typeDefine(['\n', '\n', CTRL_C], 'metric', '--root', root)
  expect(screen).toContain('Which metrics do you want to add?')
})

const WHOLE_EVENT = [
  ...['--name', 'x', '--description', 'x y', '--identifiers', 'none', '--property', 'label'],
  ...['--url', '', '--group', 'knowledge', '--category', 'wiki', '--tiers', 'ultimate'],
  ...['--classification', 'none'],
]

test('options do not answer the questions about the next event', async () => {
  const root = project()
  const { screen } = await typeDefine(
    [ENTER, UP + ENTER, CTRL_C],
    ...['event', ...WHOLE_EVENT, '--root', root],
  )
  expect(screen).toContain('Describe what the event tracks:')
})

test('a dry run at a terminal asks for nothing but answers', async () => {
  const root = project()
  const { code, out, screen } = await typeDefine(
    [],
    ...['event', ...WHOLE_EVENT, '--dry-run', '--root', root],
  )
  expect([code, screen]).toEqual([0, ''])
  expect(out).toMatch(/^would create ee\/config\/events\/x.yml\n---\n/)
  expect(definitionsIn(root)).toEqual({})
})

test('a dry run that begins with advice writes nothing', async () => {
  const root = project()
  const { code, out } = await typeDefine(
    ['y', 'y', 'n', 'y', line('x y'), line('x'), ...REST_OF_EVENT],
    ...['advisor', '--dry-run', '--root', root],
  )
  expect(code).toBe(0)
  expect(out).toMatch(/^would create config\/events\/x.yml\n/)
  expect(definitionsIn(root)).toEqual({})
})

test('attributes that could be copied stand there to be modified', async () => {
  const root = project({
    'config/events/view_issue.yml': VIEW_ISSUE.replace(/https:.*/, 'TODO'),
  })
  const { code } = await typeDefine(
    [
      ENTER, // Single event
      ENTER,
      ENTER,
      line('who viewed issues'),
      DOWN + ENTER, // Modify attributes
      ENTER, // the group
      ENTER, // the categories
      SKIP, // the URL, of which nothing stands there
      DOWN + ENTER, // premium, ultimate
      ENTER, // create
      DOWN + ENTER, // Exit
    ],
    ...['metric', '--root', root],
  )
  expect(code).toBe(0)
  const path = 'ee/config/metrics/counts_all/count_distinct_user_id_from_view_issue.yml'
  expect(definitionsIn(root)[path]).toContain(`product_group: project_management
product_categories:
- team_planning
`)
})

test('the filter of one event stands there for the next', async () => {
  const root = project({
    'config/events/view_issue.yml': VIEW_ISSUE,
    'config/events/close_issue.yml': VIEW_ISSUE.replace('view_issue', 'close_issue'),
  })
  const { code } = await typeDefine(
    [
      DOWN + ENTER, // several events
      DOWN + TAB + DOWN + TAB + ENTER,
      DOWN + DOWN + DOWN + ENTER, // unique users, filtered
      line('bug'),
      ENTER,
      line('who worked on bugs'),
      line('bug_work'),
      ENTER, // copy
      ENTER, // create
      DOWN + ENTER, // Exit
    ],
    ...['metric', '--root', root],
  )
  expect(code).toBe(0)
  const path = 'config/metrics/counts_all/count_distinct_user_id_from_bug_work.yml'
  expect(definitionsIn(root)[path]).toContain(`- name: close_issue
  unique: user.id
  filter:
    label: bug
- name: view_issue
  unique: user.id
  filter:
    label: bug
`)
})
