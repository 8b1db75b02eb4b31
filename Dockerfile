# One image for api, worker and migrate: the command chooses. Built as CI builds, from the lock file.
FROM node:20-bookworm-slim
WORKDIR /app
COPY . .
RUN node cli/run.mjs generate && npm cache clean --force && mkdir -p /data && chown node:node /data
ENV NODE_ENV=production ONEVISIT_HOME=/data
USER node
EXPOSE 3000
CMD ["node", "cli/run.mjs", "api"]
