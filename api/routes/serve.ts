import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import type { Fault } from '../../domain/case/form.ts'
import { type Caller, may } from '../../domain/identity/roles.ts'
import { faultsOf } from '../commands/form-faults.ts'
import type { OperationContract } from '../contracts/operation.ts'
import type { Parts } from '../parts.ts'
import { isProblem, type Problem, problemOf, sendProblem } from '../problems.ts'
import { callerOf } from '../sign-in.ts'
import { languageOf } from './language.ts'

/** What a route answers: JSON, bytes or text with a media type, or a problem. */
export type Reply =
  | Problem
  | {
      readonly status: number
      readonly body?: unknown
      readonly bytes?: Uint8Array
      /** Text that is sent piece by piece. */
      readonly pieces?: AsyncIterable<string>
      readonly headers?: Readonly<Record<string, string>>
      readonly cookies?: readonly string[]
    }

type Read<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined

/** A request that has been read by its contract. */
export type Asked<Contract> = {
  readonly caller: Caller
  readonly params: Contract extends { readonly params?: infer Schema } ? Read<NonNullable<Schema>> : undefined
  readonly query: Contract extends { readonly query?: infer Schema } ? Read<NonNullable<Schema>> : undefined
  readonly body: Contract extends { readonly body?: infer Schema } ? Read<NonNullable<Schema>> : undefined
  readonly idempotencyKey: string | undefined
  readonly request: Request
}

/** Stands for the caller where nobody need be signed in and nobody is. */
const nobody = z.custom<Caller>(() => true).parse(undefined)

/** Routes of a part of the api, wired by their contracts; `seen` gathers them for the OpenAPI document and for 405. */
export function createServe(parts: Pick<Parts, 'translator' | 'config'>, router: Router, seen: OperationContract[]) {
  return function serve<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
    contract: OperationContract<Params, Query, Body>,
    handle: (asked: Asked<OperationContract<Params, Query, Body>>) => Promise<Reply>,
  ): void {
    seen.push(contract)
    const path = contract.path.replaceAll(/\{(\w+)\}/g, ':$1')
    router[contract.method](path, async (request: Request, response: Response) => {
      const reply = await replyTo(contract, request, handle)
      if (isProblem(reply)) {
        const speaking = { ...parts, language: languageOf(request), publicUrl: parts.config.publicUrl }
        sendProblem(response, reply, speaking)
      } else await send(response, reply)
    })
  }
}

export type Serve = ReturnType<typeof createServe>

async function replyTo<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  contract: OperationContract<Params, Query, Body>,
  request: Request,
  handle: (asked: Asked<OperationContract<Params, Query, Body>>) => Promise<Reply>,
): Promise<Reply> {
  const caller = callerOf(request)
  const denied = deny(contract, caller)
  if (denied !== undefined) return denied
  const key = request.get('idempotency-key')
  const found: Fault[] = []
  const params = read(contract.params, request.params, { base: '/path', found })
  const query = read(contract.query ?? noQuery, request.query, { base: '/query', found })
  const body = read(contract.body, request.body ?? {}, { base: '', found })
  found.push(...keyFaults(key))
  if (found.some(({ pointer }) => pointer.startsWith('/path'))) return { refused: 'not-found' }
  if (found.length > 0) return problemOf(found)
  const asked: unknown = { caller: caller ?? nobody, params, query, body, idempotencyKey: key, request }
  if (!wasRead<Asked<OperationContract<Params, Query, Body>>>(asked)) throw new Error('a request that was not read')
  return await handle(asked)
}

const keyFaults = (key: string | undefined): readonly Fault[] =>
  key === undefined || /^[\x21-\x7e]{1,255}$/.test(key)
    ? []
    : [{ pointer: '/header/Idempotency-Key', code: 'field-invalid' }]

/** The contract's own schemas have just read all three parts; that they belong together is lost on the compiler. */
const wasRead = <Whole>(asked: unknown): asked is Whole => typeof asked === 'object'

const noQuery = z.strictObject({})

function deny({ who }: OperationContract, caller: Caller | undefined): Problem | undefined {
  if (who === 'anyone') return undefined
  if (caller === undefined) return { refused: 'signed-out' }
  return who === 'signed-in' || may(caller.role, who) ? undefined : { refused: 'not-yours' }
}

type Reading = { readonly base: string; readonly found: Fault[] }

function read(schema: z.ZodType | undefined, value: unknown, { base, found }: Reading): unknown {
  if (schema === undefined) return undefined
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  found.push(...faultsOf(result.error, base))
  return undefined
}

async function send(response: Response, reply: Exclude<Reply, Problem>): Promise<void> {
  response.status(reply.status).set({ 'Cache-Control': 'no-store', ...reply.headers })
  if (reply.cookies !== undefined) response.append('Set-Cookie', [...reply.cookies])
  if (reply.pieces !== undefined) await pipeline(Readable.from(reply.pieces), response)
  else if (reply.bytes !== undefined)
    response.send(Buffer.from(reply.bytes.buffer, reply.bytes.byteOffset, reply.bytes.byteLength))
  else if (reply.body === undefined) response.end()
  else response.json(reply.body)
}
