import { describe, expect, it } from 'vitest'
import { readLaunch, readLink } from './launch.ts'

function launch(...words: string[]) {
  return readLaunch(['/opt/sidetone', ...words])
}

describe('the command line', () => {
  it('is usually empty', () => {
    expect(launch()).toEqual({})
    expect(launch('.', '--inspect=0', '--remote-debugging-port=0', '--no-sandbox')).toEqual({})
  })

  it.each([
    [['--home', '/srv/home'], '/srv/home'],
    [['--home=/srv/my home'], '/srv/my home'],
    [['out/main/index.js', '--home', 'relative', '--no-sandbox'], 'relative'],
  ])('takes a home: %j', (words, home) => {
    expect(launch(...words)).toEqual({ home })
  })

  it.each([[['--home']], [['--home', '--dial', '--no-sandbox']], [['--home=']], [['--dial=']], [['--dial', ' ']]])(
    'passes over an option without a value: %j',
    (words) => {
      expect(launch(...words)).toEqual({})
    },
  )

  it('takes a number to show in the dialer', () => {
    expect(launch('--dial', '+81 3-1234-5678')).toEqual({
      intent: { text: '+81 3-1234-5678', source: 'command-line' },
    })
  })

  it.each(['tel:+81312345678', 'TEL:110', 'callto:0312345678', 'sidetone:call?number=1'])(
    'takes the link %s',
    (link) => {
      expect(launch('--home=/h', link)).toEqual({ home: '/h', intent: { text: link, source: 'link' } })
    },
  )

  it.each(['https://example.com', 'mailto:a@b', 'telephone:1', '-tel:1', 'file:///x'])('does not take %s', (word) => {
    expect(launch(word)).toEqual({})
    expect(readLink(word)).toBeUndefined()
  })

  it('refuses two links', () => {
    expect(launch('tel:1', 'tel:2')).toEqual({ refused: 'several-links' })
  })

  it.each([[['tel:1', '--home=/evil']], [['tel:1', '--no-sandbox']], [['tel:1', '--dial', '0900']], [['tel:1', 'x']]])(
    'refuses anything after a link: %j',
    (words) => {
      expect(launch(...words)).toEqual({ refused: 'something-after-the-link' })
    },
  )

  it('refuses a link together with --dial', () => {
    expect(launch('--dial', '1', 'tel:2')).toEqual({ refused: 'link-and-dial' })
  })

  it('takes no text longer than the contract allows', () => {
    expect(launch(`tel:${'1'.repeat(2001)}`)).toEqual({})
  })
})
