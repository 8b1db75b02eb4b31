import { Router } from 'express'
import { rolesOf } from '../../domain/identity/roles.ts'
import { openapiOf } from '../contracts/openapi.ts'
import type { OperationContract } from '../contracts/operation.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const styles = `body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
h2{margin-top:2.5rem;border-bottom:1px solid #bbb}code{font:14px ui-monospace,monospace;overflow-wrap:anywhere}
details{margin:.6rem 0;border:1px solid #ccc;border-radius:6px;padding:.5rem .8rem}summary{cursor:pointer}
.method{display:inline-block;min-width:4.2rem;font-weight:700}pre{background:#f5f5f5;padding:.8rem;overflow:auto;font-size:13px}`

type Document = ReturnType<typeof openapiOf>

const whoOf = ({ who }: OperationContract): string =>
  who === 'anyone' || who === 'signed-in' ? who : rolesOf(who).join(', ')

function section(contract: OperationContract, document: Document): string {
  const described = Object.entries(document.paths?.[contract.path] ?? {}).find(
    ([method]) => method === contract.method,
  )?.[1]
  return `<details id="${contract.id}"><summary><span class="method">${contract.method.toUpperCase()}</span>
<code>${escaped(contract.path)}</code> ${escaped(contract.summary)}</summary>
<p>${escaped(whoOf(contract))}</p><pre>${escaped(JSON.stringify(described, null, 2))}</pre></details>`
}

function page(contracts: readonly OperationContract[], document: Document): string {
  const tags = [...new Set(contracts.map(({ tag }) => tag))]
  const parts = tags.map((tag) => {
    const own = contracts.filter((contract) => contract.tag === tag)
    return `<h2>${escaped(tag)}</h2>${own.map((contract) => section(contract, document)).join('\n')}`
  })
  const schemas = JSON.stringify(document.components?.schemas ?? {}, null, 2)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>OneVisit API</title><style>${styles}</style></head><body><h1>OneVisit API</h1>
<p><a href="/api/v1/openapi.json">openapi.json</a></p>${parts.join('\n')}
<h2>Schemas</h2><details><summary>components.schemas</summary><pre>${escaped(schemas)}</pre></details></body></html>`
}

/** The api described: for machines and for readers, both from the same contracts. */
export function descriptionRoutes(contracts: readonly OperationContract[], publicUrl: string): Router {
  const document = openapiOf(contracts, publicUrl)
  const html = page(contracts, document)
  const router = Router()
  router.get('/api/v1/openapi.json', (_request, response) => {
    response.json(document)
  })
  router.get('/api/docs', (_request, response) => {
    response.type('html').send(html)
  })
  return router
}
