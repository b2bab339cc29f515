# The image of docker-compose.yml. Made from the bundle, which brings all it needs (docs/adr/0023):
#   deploy/bundle/make linux-x64 && docker-compose build
FROM debian:12.12-slim AS bundle
ADD artifacts/partynet-*-linux-x64.tar.gz /opt/
# Two bundles in artifacts/ stop here. Of PostgreSQL's folder only ICU is used: the database has a container of its own.
RUN mv /opt/partynet-* /opt/partynet \
    && cd /opt/partynet && sha256sum -c --quiet SHA256SUMS \
    && find postgresql \( -type f -o -type l \) ! -name 'libicu*' -delete

FROM debian:12.12-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends libssl3 libstdc++6 ca-certificates \
    && rm -rf /var/lib/apt/lists/*
COPY --from=bundle /opt/partynet /opt/partynet
# Volumes take owner and mode from here when they are new.
RUN install -d -o 10001 -g 10001 -m 0700 /site /cookies /backups
ENV PATH=/opt/partynet:/usr/bin:/bin PARTYNET_DIR=/site
USER 10001:10001
EXPOSE 5080
ENTRYPOINT ["/opt/partynet/partynet"]
CMD ["serve", "/site"]
