import { expect, it } from 'vitest'
import { placesFor } from './places.ts'

it('finds everything from the built bundle', () => {
  expect(placesFor('file:///src/side%20tone/out/main/index.js', undefined)).toEqual({
    resources: '/src/side tone/resources',
    renderer: '/src/side tone/out/renderer',
    preload: '/src/side tone/out/preload/index.cjs',
  })
})

it('finds images beside the archive in a package', () => {
  expect(placesFor('file:///opt/s/resources/app.asar/out/main/index.js', '/opt/s/resources')).toEqual({
    resources: '/opt/s/resources/resources',
    renderer: '/opt/s/resources/app.asar/out/renderer',
    preload: '/opt/s/resources/app.asar/out/preload/index.cjs',
  })
})
