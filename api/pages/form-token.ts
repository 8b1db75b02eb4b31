import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'

const cookieName = 'onevisit_form'

/** A cookie's value as the browser sent it; undefined where there is none. */
export function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  const found = pairs.find((pair) => pair.startsWith(`${name}=`))
  return found?.slice(name.length + 1)
}

const tokenOf = (secret: string, visitor: string): string =>
  createHmac('sha256', secret).update(`form\n${visitor}`).digest('base64url')

const isVisitor = (text: string | undefined): text is string => text !== undefined && /^[\w-]{22,64}$/.test(text)

/**
 * Forms of ours carry a token bound to a cookie that other sites can neither read nor have sent along (`SameSite`):
 * nobody can make a signed-in person's browser do something.
 */
export const createFormToken = (secret: string, isSecure: boolean) => ({
  /** The token for this visitor's forms; a new visitor gets the cookie with it. */
  issue(request: Request, response: Response): string {
    const known = cookieOf(request, cookieName)
    const visitor = isVisitor(known) ? known : randomBytes(18).toString('base64url')
    if (known !== visitor)
      response.cookie(cookieName, visitor, { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' })
    return tokenOf(secret, visitor)
  },

  /** Whether what was sent comes from a form of ours. */
  admits(request: Request, token: string): boolean {
    const visitor = cookieOf(request, cookieName)
    if (!isVisitor(visitor)) return false
    const [expected, sent] = [Buffer.from(tokenOf(secret, visitor)), Buffer.from(token)]
    return expected.length === sent.length && timingSafeEqual(expected, sent)
  },
})

export type FormToken = ReturnType<typeof createFormToken>
