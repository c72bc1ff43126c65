import { register } from 'tsx/esm/api'

register()
await import('./calibration-worker.ts')
