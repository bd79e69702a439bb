/** Somebody with a phone in the company. `sipUser` is the "device name" of the document and what a history row gives as `number`. */
export interface User {
  readonly sipUser: string
  readonly sipPassword: string
  readonly username: string
  readonly name: string
  /** What colleagues dial. ASSUMPTION: short numbers inside the company; the document does not say how one calls a colleague. */
  readonly extension: string
  readonly deviceId: string
  readonly ownerId: string
}

/** The person at the app. */
export const ourUser: User = {
  sipUser: 'minhanhsidetone',
  sipPassword: 'Mua-Xuan-2026',
  username: 'minhanh',
  name: 'Lê Minh Anh',
  extension: '101',
  deviceId: 'd509114b66efabf32dfd78dc464b46dd',
  ownerId: '699ed7e3d583e2577ac017c575f87262',
}

/** Somebody else in the company, whose calls the event server tells and the history lists too. */
export const colleague: User = {
  sipUser: 'quanghuysidetone',
  sipPassword: 'not used by anybody',
  username: 'quanghuy',
  name: 'Phạm Quang Huy',
  extension: '102',
  deviceId: '1f0c58e6a7f94a5e9a1d1ce5d2f6b4c3',
  ownerId: 'a3be41f1a8d44bc0b3a0d2d0e0c7f915',
}

export const users: readonly User[] = [ourUser, colleague]

/** The customer of the service, with the keys that "đăng ký API" hands out. */
export const company = {
  appId: '6544646543674',
  appSecret: 'a1f0c3d2e5b49786-demo-secret',
  accountId: '4b8c6fec4b2597882c0390202d195419',
  accountName: 'Sidetone',
  realm: 'sidetone.antbuddy.example',
  didNumber: '02873019555',
} as const

/** The user whom a dialled or calling number means: an extension or a device name. */
export function userAt(number: string): User | undefined {
  return users.find(({ extension, sipUser }) => number === extension || number === sipUser)
}

/**
 * ASSUMPTION: numbers of Viet Nam come in their national form (as in the document's 01693608879), foreign ones as they are, and a
 * withheld one as `anonymous`.
 */
export function presentedNumber(number: string): string {
  return number === '' ? 'anonymous' : number.replace(/^\+84/, '0')
}
