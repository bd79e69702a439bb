/** What a person would call it: its label, or the words on it. */
function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label')
  if (label) return label
  const id = element.getAttribute('id')
  const labelled = id ? document.querySelector(`label[for="${id}"]`) : null
  return (labelled ?? element).textContent.trim()
}

const selectors = {
  button: 'button:not([role])',
  textbox: 'input[type="text"], input[type="password"], input[type="date"], textarea',
  radio: '[role="radio"]',
  list: 'ul, ol',
  article: 'article',
  status: '[role="status"]',
  combobox: '[role="combobox"]',
  checkbox: '[role="checkbox"]',
  switch: '[role="switch"]',
} as const

/** Everything of this kind with this name. */
export function findAll(kind: keyof typeof selectors, name: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selectors[kind])].filter((element) => nameOf(element) === name)
}

/** The first of this kind with this name; fails with what there is instead. */
export function find(kind: keyof typeof selectors, name: string): HTMLElement {
  const [found] = findAll(kind, name)
  if (found) return found
  const names = [...document.querySelectorAll(selectors[kind])].map(nameOf)
  throw new Error(`no ${kind} named "${name}" among ${JSON.stringify(names)}`)
}

/** Types into a field as a person would: the whole text at once. */
export function type(field: HTMLElement, text: string): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw new Error('not a text field')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export function press(target: EventTarget, key: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  target.dispatchEvent(event)
  return event
}
