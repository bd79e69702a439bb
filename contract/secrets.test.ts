import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { api } from './api.ts'
import { event, request } from './define.ts'
import type { Api, Definition, Schema } from './define.ts'

/** What no answer and no event may be called. */
const SECRET = /secret|token|password|passwd|passphrase|credential|auth-?code|api-?key|private-?key|bearer|cookie/i

/** Everything that is below a schema, with the key it stands under. A kind of schema that is not known here fails: it could hide a key. */
function childrenOf(schema: z.core.$ZodType): [key: string, child: z.core.$ZodType][] {
  const { def } = schema._zod as z.core.$ZodTypes['_zod']
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape)
    case 'array':
      return [['', def.element]]
    case 'record':
      return [['', def.valueType]]
    case 'union':
      return def.options.map((option) => ['', option])
    case 'optional':
    case 'nullable':
      return [['', def.innerType]]
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'null':
    case 'void':
      return []
    default:
      throw new TypeError(`schemas of kind ${def.type} are not looked into yet`)
  }
}

function secretKeysIn(schema: z.core.$ZodType, path: string): string[] {
  return childrenOf(schema).flatMap(([key, child]) => {
    const here = key === '' ? path : `${path}.${key}`
    return [...(SECRET.test(key) ? [here] : []), ...secretKeysIn(child, here)]
  })
}

/** What leaves main: answers and events. What goes in may be a secret. */
function outputOf(definition: Definition): Schema {
  return definition.kind === 'request' ? definition.output : definition.payload
}

function secretKeysOf(list: Api): string[] {
  return Object.entries(list).flatMap(([topic, definitions]) =>
    Object.entries(definitions).flatMap(([name, one]) => secretKeysIn(outputOf(one), `${topic}.${name}`)),
  )
}

describe('what comes out of main', () => {
  it('has no key that could be a secret', () => {
    expect(secretKeysOf(api)).toEqual([])
  })

  it('would be noticed, wherever it is hidden', () => {
    const planted = {
      accounts: {
        add: request(z.void(), z.object({ id: z.string(), accessToken: z.optional(z.string()) })),
        list: request(
          z.void(),
          z.array(z.union([z.string(), z.object({ deep: z.object({ appSecret: z.string() }) })])),
        ),
        gone: request(z.object({ password: z.string() }), z.void()),
        changed: event(z.record(z.string(), z.nullable(z.object({ 'auth-code': z.string() })))),
      },
    }
    expect(secretKeysOf(planted)).toEqual([
      'accounts.add.accessToken',
      'accounts.list.deep.appSecret',
      'accounts.changed.auth-code',
    ])
  })

  it('is not guessed at where a schema is of an unknown kind', () => {
    const hidden = {
      accounts: {
        add: request(
          z.void(),
          z.lazy(() => z.object({ token: z.string() })),
        ),
      },
    }
    expect(() => secretKeysOf(hidden)).toThrow('lazy')
  })
})
