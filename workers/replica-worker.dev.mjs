import { register } from 'tsx/esm/api'

register()
await import('./replica-worker.ts')
