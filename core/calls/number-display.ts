import type { Call } from '../../contract/model/call.ts'
import { loadNumbers } from '../numbers/index.ts'
import type { Numbers } from '../numbers/index.ts'

/** Writes a call's number as people of the chosen region write it. The numbering plans load when they are first needed, not at the start. */
export class NumberDisplay {
  private readonly region: () => string
  private numbers: Numbers | undefined

  constructor(region: () => string) {
    this.region = region
  }

  async load(): Promise<void> {
    this.numbers ??= await loadNumbers()
  }

  /** The call with `shown` where that says more than the number itself; as it was before the plans are loaded. */
  withShown(call: Call): Call {
    const shown = this.numbers?.showNumber(call.number, this.region())
    return shown === undefined || shown === call.number ? call : { ...call, shown }
  }
}
