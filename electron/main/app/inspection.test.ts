import { expect, it, vi } from 'vitest'
import { inspectionOf } from './inspection.ts'

it('shows the menu as data and clicks an entry by its id, wherever it is', () => {
  const click = vi.fn()
  const inspection = inspectionOf(() => [
    { id: 'status', label: 'Ready', enabled: false },
    { type: 'separator' },
    { id: 'ringer', label: 'Ringer', submenu: [{ id: 'ringer:manner', type: 'radio', checked: true, click }] },
  ])
  expect(JSON.parse(JSON.stringify(inspection.trayMenu()))).toEqual([
    { id: 'status', label: 'Ready', enabled: false },
    { enabled: true },
    { id: 'ringer', label: 'Ringer', enabled: true, submenu: [{ id: 'ringer:manner', enabled: true, checked: true }] },
  ])
  expect(inspection.clickTray('ringer:manner')).toBe(true)
  expect(click).toHaveBeenCalledOnce()
  expect(inspection.clickTray('nowhere')).toBe(false)
})
