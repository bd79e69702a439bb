/** The page's own background, so that nothing flashes before it has drawn. A test holds it equal to the page's `--color-page`. */
export const BACKGROUND = { light: '#f4f5f4', dark: '#121514' } as const
