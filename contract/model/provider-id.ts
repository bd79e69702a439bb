import * as z from 'zod/mini'

/** The services Sidetone drives; the same word is the folder, the CLI's and the settings' name. */
export const ProviderId = z.enum(['device-connect', 'iotcall', 'antbuddy', 'fonestorm', 'telphin'])
export type ProviderId = z.infer<typeof ProviderId>
