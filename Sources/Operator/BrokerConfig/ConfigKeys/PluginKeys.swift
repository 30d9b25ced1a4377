/// Keys that Kafka passes on to what is plugged into it: authorizers, reporters of metrics, tiered storage, providers of
/// configuration. Kafka's own definitions do not name them.
enum PluginKeys {
  /// Whether a key is one that a plugin of the field, or Kafka's own authorizer, reads.
  static func contains(_ name: String) -> Bool { names.contains(name) || prefixes.contains { name.hasPrefix($0) } }

  private static let names: Set<String> = [
    // Kafka's authorizers
    "super.users", "allow.everyone.if.no.acl.found", "early.start.listeners",
    // Cruise Control's reporter
    "cruise.control.metrics.topic",
    // Yammer's reporters
    "kafka.metrics.polling.interval.secs",
  ]

  private static let prefixes = [
    "config.providers.",
    "cruise.control.metrics.reporter.", "cruise.control.metrics.topic.",
    // tiered storage: the prefixes that Kafka gives its managers by default
    "rsm.config.", "rlmm.config.", "remote.log.metadata.",
    // authorizers
    "authorizer.", "opa.authorizer.", "ranger.", "strimzi.", "cerbos.", "keycloak.", "oauth.",
    // quotas
    "client.quota.callback.",
    // reporters of metrics
    "kafka.csv.metrics.", "kafka.graphite.metrics.", "kafka.statsd.metrics.", "external.kafka.statsd.",
    "external.kafka.metrics.", "kafka.prometheus.", "prometheus.", "otel.", "opentelemetry.", "datadog.",
    // distributions of Kafka
    "confluent.", "io.confluent.", "autobalancer.", "s3.", "automq.", "elasticstream.",
  ]
}
