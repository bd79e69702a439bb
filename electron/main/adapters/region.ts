/** The country whose numbers the person most likely means: of the first system language that names or implies one. Two capital letters. */
export function regionOf(systemLanguages: readonly string[]): string {
  for (const tag of systemLanguages) {
    const region = likelyRegion(tag)
    if (region !== undefined && /^[A-Z]{2}$/.test(region)) return region
  }
  return 'US'
}

function likelyRegion(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).maximize().region
  } catch {
    return undefined // `C`, `POSIX` and the like are no languages
  }
}
