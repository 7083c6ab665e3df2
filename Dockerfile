# The console alone, on a PostgreSQL of yours: see docker-compose.yml. Its image brings no lab.
FROM node:24-bookworm-slim AS build
WORKDIR /slipway
COPY package.json package-lock.json .npmrc ./
# With the optional packages: the build's native parts are among them.
RUN npm ci --ignore-scripts
COPY . .
RUN PRISMA_SCHEMA_ENGINE_BINARY=/bin/true npx prisma generate && NEXT_TELEMETRY_DISABLED=1 npx next build

FROM node:24-bookworm-slim
WORKDIR /slipway
ENV NODE_ENV=production SLIPWAY_HOST=0.0.0.0 SLIPWAY_DATA=/data
COPY --from=build /slipway ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 7600
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:7600/api/health').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "server/main.ts"]
