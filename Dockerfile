# syntax=docker/dockerfile:1
# The image of the operator: one file of JavaScript with all that it needs, and the simulator beside it.
#
#   docker build -t modelarts-operator:0.1.0 .
#   docker buildx build --platform linux/amd64,linux/arm64 -t … --push .
#   docker build --build-arg BASE_IMAGE=gcr.io/distroless/nodejs24-debian12 .
#
# Any base with Node 22.19 or later does, on any platform that it is there for: what is built is the same for all, and the
# last stage runs nothing, so that it needs no shell and no emulation.
ARG BUILD_IMAGE=node:24-slim
ARG BASE_IMAGE=node:24-slim

FROM --platform=$BUILDPLATFORM ${BUILD_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json rolldown.config.ts ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY LICENSE ./
COPY crds ./crds
COPY operator ./operator
RUN npm run --silent prepack && rm -r node_modules operator package-lock.json rolldown.config.ts
# Whatever the umask of the checkout was: everybody may read it, and nobody may change it.
RUN chmod -R a+rX,a-w .

FROM ${BASE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="modelarts-operator" \
      org.opencontainers.image.description="Runs Huawei Cloud ModelArts the Kubernetes way: custom resources in, ModelArts jobs, pools and services out." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
# Node lies in /usr/local/bin, or in /nodejs/bin of the distroless image. glibc gives large blocks back at once, so that what
# a long list took is not kept for ever.
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    MALLOC_MMAP_THRESHOLD_=131072 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    PATH=/usr/local/bin:/nodejs/bin:/usr/bin:/bin
COPY --from=build /app /app
WORKDIR /app
# "nonroot" of distroless; by number, so that Kubernetes can see that it is not root.
USER 65532:65532
EXPOSE 8080
# Kubernetes asks /healthz and /readyz itself.
HEALTHCHECK NONE
# Garbage is collected early: a controller allocates much that is short-lived, and memory is what its pod pays for.
ENTRYPOINT ["node", "--max-semi-space-size=4", "--heap-growing-percent=30", "/app/dist/main.js"]
CMD ["run"]
