import { InternalEvents } from './tracking'

/** Tracks a click on the button of a package's page, and returns the command to copy. */
export function copyInstallCommand(type: string, name: string): string {
  InternalEvents.trackEvent('click_copy_install_command', { label: type })
  return `npm install ${name}`
}
