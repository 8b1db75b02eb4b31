import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi'
import { rolesOf } from '../../domain/identity/roles.ts'
import { statusOf } from '../problems.ts'
import type { AnswerContract, OperationContract } from './operation.ts'
import { problem } from './shared.ts'

/** What any operation of a sort can answer besides its own. */
const commonProblems: readonly (readonly [(contract: OperationContract) => boolean, readonly string[]])[] = [
  [() => true, ['malformed', 'content-invalid', 'field-unknown', 'rate-limited', 'unavailable']],
  [({ who }) => who !== 'anyone', ['signed-out']],
  [({ who }) => who !== 'anyone' && who !== 'signed-in', ['not-yours']],
  [({ params }) => params !== undefined, ['not-found']],
  [({ body, bodyMedia }) => body !== undefined || bodyMedia !== undefined, ['too-large', 'unsupported-media-type']],
  [({ method }) => method === 'post' || method === 'patch', ['idempotency-key-reused']],
]

const problemsOf = (contract: OperationContract): readonly string[] => [
  ...commonProblems.filter(([applies]) => applies(contract)).flatMap(([, codes]) => codes),
  ...(contract.problems ?? []),
]

function problemAnswers(contract: OperationContract): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, string[]>()
  for (const code of new Set(problemsOf(contract)))
    byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      { description: codes.join(', '), content: { 'application/problem+json': { schema: problem } } },
    ]),
  )
}

const headersOf = ({ headers = [] }: AnswerContract) =>
  headers.length === 0 ? {} : { headers: z.object(Object.fromEntries(headers.map((name) => [name, z.string()]))) }

function contentOf({ schema, media = 'application/json' }: AnswerContract) {
  if (schema !== undefined) return { content: { [media]: { schema } } }
  return media === 'application/json' ? {} : { content: { [media]: { schema: z.string().meta({ format: 'binary' }) } } }
}

const doneAnswers = ({ answers }: OperationContract): ZodOpenApiResponsesObject =>
  Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [
      status,
      { description: answer.description, ...headersOf(answer), ...contentOf(answer) },
    ]),
  )

const upload = z.object({ type: z.string(), file: z.string().meta({ format: 'binary' }) })

function requestOf({ body, bodyMedia, params, query, method }: OperationContract) {
  const header =
    method === 'post' || method === 'patch'
      ? { header: z.object({ 'Idempotency-Key': z.string().max(255).optional() }) }
      : {}
  const path = params instanceof z.ZodObject ? { path: params } : {}
  const asked = query instanceof z.ZodObject ? { query } : {}
  const requestParams = { ...header, ...path, ...asked }
  const content = bodyMedia === undefined ? body : upload
  return {
    requestParams,
    ...(content === undefined
      ? {}
      : { requestBody: { required: true, content: { [bodyMedia ?? 'application/json']: { schema: content } } } }),
  }
}

function operationOf(contract: OperationContract): ZodOpenApiOperationObject {
  const { id, tag, summary, who } = contract
  const roles = who === 'anyone' || who === 'signed-in' ? [who] : rolesOf(who)
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: roles.join(', '),
    security: who === 'anyone' ? [] : [{ bearer: [] }],
    ...requestOf(contract),
    responses: { ...doneAnswers(contract), ...problemAnswers(contract) },
  }
}

/** The OpenAPI 3.1 document of the api, made from its contracts: every operation, every error. */
export function openapiOf(contracts: readonly OperationContract[], publicUrl: string) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const contract of contracts)
    paths[contract.path] = { ...paths[contract.path], [contract.method]: operationOf(contract) }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'OneVisit', version: '1' },
    servers: [{ url: publicUrl }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths,
  })
}
