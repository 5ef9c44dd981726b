#!/usr/bin/env bash
# Makes Fasti's topics, for clusters where the services may not make them themselves.
#   topics.sh <bootstrap servers> [replication factor] [partitions]
# Needs Kafka's command line tools on the path; what is there already is left as it is.
set -euo pipefail
bootstrap=${1:?bootstrap servers, for instance kafka-1:9092}
replication=${2:-3}
partitions=${3:-8}

make_topic() {
  kafka-topics.sh --bootstrap-server "$bootstrap" --create --if-not-exists --replication-factor "$replication" "$@"
}

# Fasti's own readers come once; how long it is kept is for your own consumers. Fasti itself would keep it for ever.
make_topic --topic fasti.events --partitions "$partitions" \
  --config cleanup.policy=delete --config retention.ms=-1 --config max.message.bytes=8388608 \
  --config min.insync.replicas=$((replication > 1 ? 2 : 1))

# One record per store: the position up to which the bridge has published.
make_topic --topic fasti.bridge --partitions 1 \
  --config cleanup.policy=compact --config min.insync.replicas=$((replication > 1 ? 2 : 1))
