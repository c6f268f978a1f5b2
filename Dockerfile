# harness with a browser, for saved and live pages.
#
#     docker build -t harness .
#     docker run --rm -v "$PWD:/data" --security-opt seccomp=unconfined harness check pages
#
# The browser builds its own sandbox from user namespaces, which Docker's default seccomp profile forbids; so the
# browser's is chosen over Docker's. Without the option it runs without a sandbox, as `harness doctor` says.
FROM debian:bookworm-slim

RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        python3 python3-venv chromium-headless-shell fonts-liberation fonts-noto-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*

COPY . /src
RUN python3 -m venv /opt/harness \
    && /opt/harness/bin/pip install --no-cache-dir --require-hashes --no-deps -r /src/requirements.lock \
    && /opt/harness/bin/pip install --no-cache-dir --no-deps --no-build-isolation /src \
    && rm -rf /src \
    && useradd --create-home --uid 1000 harness

ENV PATH=/opt/harness/bin:$PATH PYTHONUTF8=1
USER harness
WORKDIR /data
ENTRYPOINT ["harness"]
CMD ["--help"]
