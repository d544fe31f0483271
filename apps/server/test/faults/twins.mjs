// Loaded before the server (`node --import`): takes out of it what DIPPER_WITHOUT names.
import { register } from 'node:module'

register('./twin-hooks.mjs', import.meta.url)
