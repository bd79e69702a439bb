import { flushPromises, mount } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { TooltipProvider } from 'reka-ui'
import { createApp, defineComponent, h } from 'vue'
import type { Component } from 'vue'
import { clientKey } from '../bridge/bridge.ts'
import { createInMemoryBridge } from '../bridge/in-memory-bridge.ts'
import type { InMemoryBridge, InMemoryOptions } from '../bridge/in-memory-bridge.ts'
import { clockKey } from '../clock/clock.ts'
import { createManualClock } from '../clock/manual-clock.ts'
import type { ManualClock } from '../clock/manual-clock.ts'
import { createTexts } from '../i18n/i18n.ts'
import type { Language } from '../i18n/i18n.ts'
import { useLiveStore } from '../features/live/index.ts'

export const NOON = '2026-11-22T03:00:00.000Z'

/** Everything a store or component of the window needs, in memory, with the time standing still. */
export interface Stage {
  readonly bridge: InMemoryBridge
  readonly clock: ManualClock
  /** Shows a component in a page of its own. */
  readonly show: (component: Component, props?: Record<string, unknown>) => Promise<void>
}

/** What the test before this one left: its listeners must not answer this one's keys. */
let shown: VueWrapper | null = null

/** Sets the stage; stores can be used right away, after `useLiveStore().start()` with the live picture. */
export function setStage(options: InMemoryOptions = {}, language: Language = 'en'): Stage {
  shown?.unmount()
  document.body.innerHTML = ''
  const clock = createManualClock(NOON)
  const bridge = createInMemoryBridge({ now: () => new Date(clock.now()).toISOString(), ...options })
  const pinia = createPinia()
  createApp({}).provide(clientKey, bridge.client).provide(clockKey, clock).use(pinia)
  setActivePinia(pinia)

  return {
    bridge,
    clock,
    async show(component, props = {}) {
      const page = document.createElement('div')
      document.body.append(page)
      const surrounded = defineComponent(() => () => h(TooltipProvider, () => h(component, props)))
      shown = mount(surrounded, {
        attachTo: page,
        global: {
          plugins: [pinia, createTexts(language)],
          provide: { [clientKey as symbol]: bridge.client, [clockKey as symbol]: clock },
        },
      })
      await settle()
    },
  }
}

/** A stage whose live picture has arrived. */
export async function setLiveStage(options: InMemoryOptions = {}, language: Language = 'en'): Promise<Stage> {
  const stage = setStage(options, language)
  await useLiveStore().start()
  return stage
}

/** Lets answers that are on their way arrive and be drawn. */
export async function settle(): Promise<void> {
  await flushPromises()
  await flushPromises()
}
