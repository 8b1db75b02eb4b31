import { type RequestHandler, Router } from 'express'
import { floorPlan } from './floor-plan.ts'
import { housePicture } from './house-picture.ts'

/** Where the picture of a lot is. */
export const houseAddress = (lot: string): string => `/pictures/house/${encodeURIComponent(lot)}.svg`

/** Where the plan of a home with so many rooms is. */
export const planAddress = (rooms: number): string => `/pictures/plan/${rooms}.svg`

const drawing =
  (draw: (name: string) => string | undefined): RequestHandler =>
  (request, response, next) => {
    const svg = draw(String(request.params['name']))
    if (svg === undefined) return next()
    response.status(200).set('Cache-Control', 'public, max-age=604800').type('image/svg+xml').send(svg)
  }

/** Pictures of homes, drawn when they are asked for and kept by the browser. */
export function pictureRoutes(): Router {
  const router = Router()
  router.get(
    '/pictures/house/:name.svg',
    drawing((name) => (/^[A-Za-z0-9-]{1,32}$/.test(name) ? housePicture(name) : undefined)),
  )
  router.get(
    '/pictures/plan/:name.svg',
    drawing((name) => (/^[1-9]$/.test(name) ? floorPlan(Number(name)) : undefined)),
  )
  return router
}
