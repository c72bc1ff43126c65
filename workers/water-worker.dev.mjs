import { register } from 'tsx/esm/api'

register()
await import('./water-worker.ts')
