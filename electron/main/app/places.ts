import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where images and built pages are. The bundle lies in out/main; resources/ lies beside out/, in a package beside the archive. */
export interface Places {
  readonly resources: string
  readonly renderer: string
  readonly preload: string
}

export function placesFor(bundleUrl: string, packagedResources: string | undefined): Places {
  const out = path.dirname(path.dirname(fileURLToPath(bundleUrl)))
  return {
    resources: path.join(packagedResources ?? path.dirname(out), 'resources'),
    renderer: path.join(out, 'renderer'),
    preload: path.join(out, 'preload', 'index.cjs'),
  }
}
