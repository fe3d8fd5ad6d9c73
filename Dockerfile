# Not built by us yet: no engine where this is written. See README, "Running it for real".
FROM swift:6.3-bookworm AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends libpq-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
COPY sql sql
RUN swift build -c release --product madoguchi --static-swift-stdlib \
  && cp "$(swift build -c release --static-swift-stdlib --show-bin-path)/madoguchi" /madoguchi

FROM debian:bookworm-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends libpq5 ca-certificates tzdata curl \
  && rm -rf /var/lib/apt/lists/* && useradd --system --uid 10001 --no-create-home madoguchi
COPY --from=build /madoguchi /usr/local/bin/madoguchi
USER madoguchi
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s CMD curl -fsS http://127.0.0.1:8080/healthz || exit 1
ENTRYPOINT ["madoguchi"]
CMD ["serve", "--host", "0.0.0.0"]
