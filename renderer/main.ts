import './styles/tokens.css'
import './styles/base.css'
import './styles/dialog.css'
import { clientOfWindow } from './bridge/bridge.ts'
import { browserClock } from './clock/clock.ts'
import { createSidetone } from './shell/create-sidetone.ts'

createSidetone({ client: clientOfWindow(), clock: browserClock, systemLanguage: navigator.language }).mount('#app')
