import type { z } from 'zod'
import type { Operation as Permission } from '../../domain/identity/roles.ts'

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete'

/** What an answer holds; `media` other than JSON is bytes. */
export type AnswerContract = {
  readonly description: string
  readonly schema?: z.ZodType
  readonly media?: string
  readonly headers?: readonly string[]
}

/** One operation as the outside sees it: what goes in and out, who may, what can be refused. The OpenAPI document is made from these. */
export type OperationContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> = {
  readonly id: string
  readonly method: Method
  /** As OpenAPI writes it: `/api/v1/cases/{id}`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  /** A permission of `domain/identity/roles.ts`, whoever is signed in, or anyone. */
  readonly who: Permission | 'signed-in' | 'anyone'
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** Other than JSON: read by the route itself. */
  readonly bodyMedia?: 'multipart/form-data'
  readonly answers: Readonly<Record<number, AnswerContract>>
  /** Codes beyond those that any operation of its sort can answer. */
  readonly problems?: readonly string[]
}

/** Keeps the exact types of a contract's schemas for the route that serves it. */
export const defineOperation = <Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  contract: OperationContract<Params, Query, Body>,
): OperationContract<Params, Query, Body> => contract
