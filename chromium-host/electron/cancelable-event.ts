/** Electron's event object: whoever listens may prevent what is about to happen. */
export type CancelableEvent<Details extends object = object> = Details & {
  preventDefault(): void
  readonly defaultPrevented: boolean
}

export function cancelableEvent<Details extends object>(details: Details): CancelableEvent<Details> {
  let prevented = false
  const event = {
    preventDefault: () => {
      prevented = true
    },
    get defaultPrevented() {
      return prevented
    },
  }
  return Object.assign(event, details)
}
