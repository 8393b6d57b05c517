import type { InternalEventsApi } from 'internal-events-testing'

/** What a click on the button of a package's page does. */
export function copyInstallCommand(
  events: InternalEventsApi['InternalEvents'],
  type: string,
  name: string,
): string {
  events.trackEvent('click_copy_install_command', { label: type }, 'packages:show')
  return `npm install ${name}`
}
