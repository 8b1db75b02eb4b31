import type { ApiParts } from '../api-parts.ts'
import type { Serve } from './serve.ts'

export function accountRoutes(_serve: Serve, _parts: ApiParts): void {}
