import { useState } from 'react'
import { InternalEvents } from './tracking'

export interface InstallCommandProps {
  readonly type: string
  readonly name: string
  readonly versions: readonly string[]
}

export function InstallCommand({ type, name, versions }: InstallCommandProps) {
  const [areShown, setAreShown] = useState(false)

  const showVersions = () => {
    setAreShown(true)
    InternalEvents.trackEvent('show_package_versions', { label: type, value: versions.length })
  }

  return (
    <section>
      <code>npm install {name}</code>
      <button
        type="button"
        data-event-tracking="click_copy_install_command"
        data-event-label={type}
      >
        Copy
      </button>
      {areShown ? (
        <ul>
          {versions.map((version) => (
            <li key={version}>{version}</li>
          ))}
        </ul>
      ) : (
        <button type="button" onClick={showVersions}>
          Show versions
        </button>
      )}
    </section>
  )
}
