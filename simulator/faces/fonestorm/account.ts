/** The one account of the simulated service. The numbers are of the document's examples and of the range kept for fiction. */
export const account = {
  username: 'demo@sidetone.example',
  password: 'storm-in-a-teacup',
  /** `account_code` of callbacks, and the account id in tokens. */
  code: '8005550199',
} as const
