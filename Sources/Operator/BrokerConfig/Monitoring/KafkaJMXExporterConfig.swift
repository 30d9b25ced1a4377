/// What the JMX exporter shows of a broker where `monitoringConfig.kafkaJMXExporterConfig` does not say it.
///
/// The metrics have the names that Koperator's have, which are those of the exporter's example for Kafka: dashboards and
/// alerts stand on them.
enum KafkaJMXExporterConfig {
  /// The content of `config.yaml`.
  static let text: String = {
    var lines = ["lowercaseOutputName: true", "rules:"]
    for rule in rules { lines += rule.lines }
    return lines.joined(separator: "\n") + "\n"
  }()

  /// The rules, the most special ones first.
  private static var rules: [JMXExporterRule] {
    states + connections + percentages + rates + quotas + values + distributions + kafkaMetrics + others
  }

  /// A value of a bean's key; one in quotes may hold commas.
  private static let term = #"("[^"]*"|[^",>]*)"#
  /// An attribute of Kafka's own metrics: `connection-count`.
  private static let attribute = "([A-Za-z-]+)"
  /// A bean of Yammer's metrics up to its name: groups 1 to 3.
  private static let named = "kafka\\.([\\w.-]+)<type=([^,>]+), name="
  /// How many keys besides type and name are made into labels; beans with more keys are tried first.
  private static let keyCounts = [3, 2, 1, 0]

  /// So many further keys of a bean, each as two groups.
  private static func keys(_ count: Int) -> String {
    String(repeating: ", ([\\w-]+)=\(term)", count: count)
  }

  /// The labels of so many keys whose groups begin at `first`.
  private static func labels(_ count: Int, from first: Int) -> [JMXExporterRule.Label] {
    var labels: [JMXExporterRule.Label] = []
    for index in 0..<count { labels.append(.init("$\(first + 2 * index)", "$\(first + 2 * index + 1)")) }
    return labels
  }

  /// Texts, which become the name of a metric or a label. Koperator's operator and probes read these two.
  private static var states: [JMXExporterRule] {
    [
      JMXExporterRule(
        pattern: #"kafka\.server<type=raft-metrics><>current-state: (.+)"#,
        name: "kafka_server_raft_metrics_current_state_$1", value: "1", isCached: false),
      JMXExporterRule(
        pattern: #"kafka\.server<type=app-info, id=(\d+)><>[Vv]ersion: ([\w.~+-]+)"#,
        name: "kafka_server_app_info_version", labels: [.init("broker_id", "$1"), .init("version", "$2")], value: "1",
        isCached: false),
    ]
  }

  /// Who is connected, and where fetchers are connected to.
  private static var connections: [JMXExporterRule] {
    let server = "kafka\\.server<type=([^,>]+), "
    let processor = "listener=\(term), networkProcessor=\(term)><>"
    return [
      JMXExporterRule(
        pattern: "\(server)name=([^,>]+), clientId=\(term), brokerHost=\(term), brokerPort=\(term)><>Value",
        name: "kafka_server_$1_$2", labels: [.init("clientId", "$3"), .init("broker", "$4:$5")]),
      JMXExporterRule(
        pattern: "\(server)cipher=\(term), protocol=\(term), \(processor)connections",
        name: "kafka_server_$1_connections_tls_info",
        labels: [
          .init("cipher", "$2"), .init("protocol", "$3"), .init("listener", "$4"), .init("networkProcessor", "$5"),
        ]),
      JMXExporterRule(
        pattern: "\(server)clientSoftwareName=\(term), clientSoftwareVersion=\(term), \(processor)connections",
        name: "kafka_server_$1_connections_software",
        labels: [
          .init("clientSoftwareName", "$2"), .init("clientSoftwareVersion", "$3"), .init("listener", "$4"),
          .init("networkProcessor", "$5"),
        ]),
    ]
  }

  /// Shares of time: the rates of those that are meters, the value of those that are gauges.
  private static var percentages: [JMXExporterRule] {
    var rules: [JMXExporterRule] = []
    for rate in ["MeanRate", "OneMinuteRate", "FiveMinuteRate", "FifteenMinuteRate"] {
      rules.append(
        JMXExporterRule(
          pattern: "\(named)([^,>]+)Percent\\w*><>\(rate)", name: "kafka_$1_$2_$3_\(rate.lowercased())_percent"))
    }
    for count in [1, 0] {
      rules.append(
        JMXExporterRule(
          pattern: "\(named)([^,>]+)Percent\\w*\(keys(count))><>Value", name: "kafka_$1_$2_$3_percent",
          labels: labels(count, from: 4)))
    }
    return rules
  }

  /// Meters: what they have counted. Rates come of it by Prometheus' `rate`.
  private static var rates: [JMXExporterRule] {
    keyCounts.map { count in
      JMXExporterRule(
        pattern: "\(named)([^,>]+)PerSec\\w*\(keys(count))><>Count", name: "kafka_$1_$2_$3_total", kind: .counter,
        labels: labels(count, from: 4))
    }
  }

  private static var quotas: [JMXExporterRule] {
    let server = "kafka\\.server<type=([^,>]+), "
    let resource = JMXExporterRule.Label("resource", "$1")
    return [
      JMXExporterRule(
        pattern: "\(server)user=\(term), client-id=\(term)><>\(attribute)", name: "kafka_server_quota_$4",
        labels: [resource, .init("user", "$2"), .init("clientId", "$3")]),
      JMXExporterRule(
        pattern: "\(server)user=\(term)><>\(attribute)", name: "kafka_server_quota_$3",
        labels: [resource, .init("user", "$2")]),
      JMXExporterRule(
        pattern: "\(server)client-id=\(term)><>\(attribute)", name: "kafka_server_quota_$3",
        labels: [resource, .init("clientId", "$2")]),
    ]
  }

  /// Gauges.
  private static var values: [JMXExporterRule] {
    keyCounts.map { count in
      JMXExporterRule(
        pattern: "\(named)([^,>]+)\(keys(count))><>Value", name: "kafka_$1_$2_$3", labels: labels(count, from: 4))
    }
  }

  /// Histograms and timers: how many there were, and their percentiles, as a summary without its sum.
  private static var distributions: [JMXExporterRule] {
    var rules: [JMXExporterRule] = []
    for count in keyCounts {
      let labels = labels(count, from: 4)
      rules.append(
        JMXExporterRule(
          pattern: "\(named)([^,>]+)\(keys(count))><>Count", name: "kafka_$1_$2_$3_count", kind: .untyped,
          labels: labels))
      rules.append(
        JMXExporterRule(
          pattern: "\(named)([^,>]+)\(keys(count))><>(\\d+)thPercentile", name: "kafka_$1_$2_$3",
          labels: labels + [.init("quantile", "0.$\(4 + 2 * count)")]))
    }
    return rules
  }

  /// Beans without a name: metrics of Kafka's own kind, each attribute one metric.
  private static var kafkaMetrics: [JMXExporterRule] {
    keyCounts.map { count in
      JMXExporterRule(
        pattern: "kafka\\.([\\w.-]+)<type=([A-Za-z-]+)\(keys(count))><>\(attribute)",
        name: "kafka_$1_$2_$\(3 + 2 * count)", labels: labels(count, from: 3))
    }
  }

  /// The JVM, and a common plugin for tiered storage, under the exporter's own names.
  private static var others: [JMXExporterRule] {
    [
      JMXExporterRule(pattern: #"java\.lang.+"#, isCached: false),
      JMXExporterRule(pattern: #"java\.nio.+"#, isCached: false),
      JMXExporterRule(pattern: #"aiven\.kafka\.server\.tieredstorage<(.*)>"#),
    ]
  }
}
