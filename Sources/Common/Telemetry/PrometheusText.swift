/// Writes metrics in Prometheus' text format 0.0.4: help and type once, then a line a series, in the labels' order.
struct PrometheusText {
  private(set) var text = ""

  mutating func append(_ family: MetricFamily) {
    if family.series.isEmpty { return }
    let metric = family.name
    appendHead(metric.name, family.kind, metric.help)
    for (values, series) in family.series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      append(series, metric, values)
    }
  }

  mutating func append(_ metric: ProcessMetrics.Metric) {
    appendHead(metric.name, metric.kind, metric.help)
    text += "\(metric.name) \(Self.number(metric.value))\n"
  }

  private mutating func appendHead(_ name: String, _ kind: MetricFamily.Kind, _ help: String) {
    text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
  }

  private mutating func append(_ series: MetricFamily.Series, _ metric: MetricName, _ values: [String]) {
    let block = Self.block(metric.labels, values)
    switch series {
    case .counter(let counter): text += "\(metric.name)\(block) \(Self.number(counter.value))\n"
    case .gauge(let gauge): text += "\(metric.name)\(block) \(Self.number(gauge.value))\n"
    case .histogram(let histogram):
      let content = histogram.content
      var count: UInt64 = 0
      for (index, inBucket) in content.buckets.enumerated() {
        count += inBucket
        let bound = index < histogram.bounds.count ? histogram.bounds[index] : .infinity
        let block = Self.block(metric.labels + ["le"], values + [Self.number(bound)])
        text += "\(metric.name)_bucket\(block) \(count)\n"
      }
      text += "\(metric.name)_sum\(block) \(Self.number(content.sum))\n\(metric.name)_count\(block) \(count)\n"
    }
  }

  private static func block(_ names: [String], _ values: [String]) -> String {
    guard !names.isEmpty else { return "" }
    var parts: [String] = []
    for (name, value) in zip(names, values) { parts.append("\(name)=\"\(escaped(value, quotes: true))\"") }
    return "{\(parts.joined(separator: ","))}"
  }

  private static func escaped(_ value: String, quotes: Bool) -> String {
    var text = ""
    for character in value.unicodeScalars {
      switch character {
      case "\\": text += "\\\\"
      case "\"" where quotes: text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(character)
      }
    }
    return text
  }

  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    if value == value.rounded(), value.magnitude < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }
}
