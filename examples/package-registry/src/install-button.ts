import { InternalEvents } from './tracking'

/** What a click on the button of a package's page does. */
export function copyInstallCommand(type: string, name: string): string {
  InternalEvents.trackEvent('click_copy_install_command', { label: type })
  return `npm install ${name}`
}
