import type { NextFunction, Request, Response } from 'express'

const here = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/** Other sites open in the same browser have no say here, by whatever name they reach it. */
export function onlyFromHere(request: Request, response: Response, next: NextFunction): void {
  const foreign = request.get('sec-fetch-site') === 'cross-site' && request.method !== 'GET'
  if (!here.test(request.get('host') ?? '') || foreign) response.status(403).json({ code: 'not-from-here' })
  else next()
}
