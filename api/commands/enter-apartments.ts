import { z } from 'zod'
import { allocationId } from '../../domain/kinds/apartment-allocation/form.ts'
import { enterApartments } from '../../prisma/apartments.ts'
import { problemOf } from '../problems.ts'
import { defineCommand, type Outcome } from './command.ts'
import { homeSchema } from './home-schema.ts'

const persons = z.number().int().min(1).max(99)

const apartment = z
  .strictObject({
    id: allocationId(),
    minPersons: persons,
    maxPersons: persons,
    rentFen: z.number().int().positive(),
    home: homeSchema.optional(),
  })
  .refine(({ minPersons, maxPersons }) => minPersons <= maxPersons, { path: ['maxPersons'] })

export const enterApartmentsInput = z.strictObject({ apartments: z.array(apartment).min(1).max(1000) })
export type EnterApartmentsInput = z.infer<typeof enterApartmentsInput>

/** Enters apartments as free, outside any round: first come, first served. */
export const enterApartmentsCommand = defineCommand<EnterApartmentsInput>({
  operation: 'enter-apartments',
  input: enterApartmentsInput,
  caseOf: () => null,
  run: async (parts, { caller, input }): Promise<Outcome> => {
    if (!caller.teams.includes('housing')) return { refused: 'not-yours' }
    const inRounds = await enterApartments(parts.prisma, input.apartments)
    if (inRounds.length === 0) return { done: { items: input.apartments, next: null } }
    const faults = input.apartments.flatMap(({ id }, index) =>
      inRounds.includes(id) ? [{ pointer: `/apartments/${index}/id`, code: 'apartment-taken' }] : [],
    )
    return problemOf(faults)
  },
})
