# One image for every service: which one runs is its argument, dist/services/<service>/src/main.js.
FROM node:22-bookworm-slim AS build
WORKDIR /extranet
# SQLite's driver may be compiled.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build \
  && rm -rf dist/libs/testing \
  && find dist \( -name '*.spec.js' -o -name '*.fixtures.js' \) -delete \
  && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=3000 \
  EXTRANET_DATA=/data
WORKDIR /extranet
COPY --from=build /extranet/package.json ./
COPY --from=build /extranet/node_modules node_modules
COPY --from=build /extranet/dist/libs dist/libs
COPY --from=build /extranet/dist/services dist/services
# The demo data are settled by the integrator's example.
COPY --from=build /extranet/dist/examples dist/examples
RUN install --directory --owner=node --group=node --mode=0700 /data
# By its number, so that Kubernetes sees that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node"]
CMD ["dist/services/standalone/src/main.js"]
