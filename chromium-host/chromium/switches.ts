/** How one Chromium is to be started. */
export interface ChromiumOptions {
  readonly profile: string
  readonly headless: boolean
  readonly sandbox: boolean
  /** Also open a DevTools port for somebody else (Playwright); Chromium prints its address on stderr. */
  readonly port: number | undefined
}

const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--no-service-autorun',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-infobars',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  '--disable-features=AimEnabled,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,Translate',
]

/** Chromium behaves here as Electron's windows do, not as a browser's tabs. */
const LIKE_ELECTRON = [
  '--autoplay-policy=no-user-gesture-required',
  '--disable-back-forward-cache',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-hang-monitor',
  '--disable-dev-shm-usage',
  // window.open answers null and opens nothing; the host asks the app's window-open handler (electron/window-open.ts).
  '--block-new-web-contents',
]

/** Nothing leaves this machine: custom schemes are answered before any name would be looked up (schemes/address.ts). */
const LOOPBACK_ONLY = '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost'

/** `--test-type`: without it, a bar in the window complains about some of these switches. */
export function chromiumSwitches(options: ChromiumOptions): string[] {
  return [
    ...QUIET,
    ...LIKE_ELECTRON,
    LOOPBACK_ONLY,
    `--user-data-dir=${options.profile}`,
    '--remote-debugging-pipe',
    ...(options.port === undefined ? [] : [`--remote-debugging-port=${options.port}`]),
    ...(options.headless
      ? ['--headless', '--hide-scrollbars', '--mute-audio', '--force-color-profile=srgb']
      : ['--test-type']),
    ...(options.sandbox ? [] : ['--no-sandbox']),
  ]
}
