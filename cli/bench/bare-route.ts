import express from 'express'
import pg from 'pg'

/** The baseline of reading a case: the same row by the same key, no sign-in, no rights, no view made of it. */
const [url = '', port = '0'] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 10 })
const app = express()
app.get('/cases/:id', async (request, response) => {
  const { rows } = await pool.query('SELECT view FROM "CaseView" WHERE "caseId" = $1', [request.params.id])
  response.json(rows[0]?.view ?? null)
})
app.listen(Number(port), '127.0.0.1', () => process.stdout.write('"ready":true\n'))
