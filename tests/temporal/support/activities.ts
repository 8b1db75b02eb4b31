let attempts = 0

export const activities = {
  greet: async () => 'Hello at',
  succeedAt: async (attempt: number) => {
    attempts += 1
    if (attempts < attempt) throw new Error('not-yet')
    return attempts
  },
}
