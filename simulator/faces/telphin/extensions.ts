import { clientId, type Extension, extensions, ownExtensionId, sipDomain, user } from './demo-client.ts'
import { notFound } from './errors.ts'
import { pageOf, readPage } from './pages.ts'
import type { Route } from './routes.ts'
import type { TelphinSwitches } from './switches.ts'

/** The extensions of the client; with `furtherPhones` as many more of them as fill several pages. */
export function extensionsOf({ furtherPhones }: TelphinSwitches): readonly Extension[] {
  const further = Array.from({ length: furtherPhones }, (_, index): Extension => {
    const number = 1000 + index
    return { id: number, name: `10150*${number}`, type: 'phone', label: `Desk ${number}`, status: 'active' }
  })
  return [...extensions, ...further]
}

/** GET /user/ and the extension list: how an application finds out whose it is. */
export function directoryRoutes(switches: TelphinSwitches): Route[] {
  function rowOf(extension: Extension): object {
    // ASSUMPTION: fields beyond id, name, type, status and label.
    const extras = { extension_group_id: null, create_date: '2021-03-01 08:00:00', from_public_allowed: true }
    return { ...extension, domain: sipDomain, client_id: clientId, ...(switches.extraFields ? extras : {}) }
  }

  return [
    {
      method: 'GET',
      path: '/user/',
      resource: 'user',
      handle: () => ({ status: 200, body: userFields(switches) }),
    },
    {
      method: 'GET',
      path: '/client/:client/extension/',
      resource: 'extension',
      handle({ query }) {
        const type = query.get('type')
        const wanted = extensionsOf(switches).filter((extension) => !type || extension.type === type)
        return { status: 200, body: pageOf(wanted, readPage(query, switches)).map(rowOf) }
      },
    },
    {
      method: 'GET',
      path: '/client/:client/extension/:id',
      resource: 'extension',
      handle({ parts }) {
        const found = extensionsOf(switches).find(({ id }) => String(id) === parts['id'])
        if (!found) throw notFound()
        return { status: 200, body: rowOf(found) }
      },
    },
  ]
}

/** ASSUMPTION: id, client_id, extension_id, admin and timezone are known to exist, the rest is made up. */
function userFields({ userLevel, userAccess }: TelphinSwitches): object {
  return {
    id: user.id,
    login: user.login,
    name: user.name,
    client_id: clientId,
    extension_id: userLevel === 'extension' ? ownExtensionId : null,
    admin: userLevel === 'client',
    access: userAccess,
    status: 'active',
    timezone: 'Europe/Moscow',
  }
}
