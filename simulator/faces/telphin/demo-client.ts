/** The client (company) whose telephones these are. */
export const clientId = 37649

/** An application as it was registered at /app/register. ASSUMPTION: it may use every grant; real ones are of one type. */
export const application = {
  id: 'b2c61f0e4a9d4c1f8a7e3d5b9c0f1a2e',
  secret: '7d0c5a9e1f3b48a2b6c4d8e0f2a1937c',
} as const

/** The person in whose name the application asks. */
export const user = { id: 7001, login: 'sokolova', password: 'simulated-password', name: 'Анна Соколова' } as const

export const sipDomain = 'sipproxy.telphin.ru'

export type ExtensionType = 'phone' | 'ivr' | 'queue'

/** An internal number. `name` is `prefix*number`; requests name it by `id`. */
export interface Extension {
  readonly id: number
  readonly name: string
  readonly type: ExtensionType
  readonly label: string
  readonly status: 'active' | 'blocked'
}

/** The demo's own telephone: "the internal number with the ID 54" of the document. */
export const ownExtensionId = 54

export const extensions: readonly Extension[] = [
  { id: ownExtensionId, name: '10150*101', type: 'phone', label: 'Анна Соколова', status: 'active' },
  { id: 55, name: '10150*102', type: 'phone', label: 'Дмитрий Орлов', status: 'active' },
  { id: 56, name: '10150*103', type: 'phone', label: 'Reception', status: 'blocked' },
  { id: 60, name: '10150*201', type: 'ivr', label: 'Main menu', status: 'active' },
  { id: 61, name: '10150*301', type: 'queue', label: 'Sales', status: 'active' },
]

/** An extension that exists and belongs to somebody else. */
export const foreignExtensionId = 9001

/** `prefix*number@domain`, as events and call parts write an extension. */
export function addressOf(extension: Pick<Extension, 'name'>): string {
  return `${extension.name}@${sipDomain}`
}
