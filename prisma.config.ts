import { defineConfig } from 'prisma/config'

// Migrations are applied by prisma/migrate.ts; the address here only satisfies commands that insist on one.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://localhost/onevisit' },
})
