import Synchronization

/// The program's metrics, and their text for Prometheus.
///
/// Series are made when they are first used. A metric holds at most `seriesLimit` of them: what comes after that is
/// counted under labels of `other`, so that a stranger cannot fill the memory by inventing names.
public final class MetricsRegistry: Sendable {
  /// The most series of a metric.
  public static let seriesLimit = 1000

  private let state = Mutex(State())

  private struct State {
    var families: [String: Family] = [:]
    var collectors: [@Sendable (MetricsRegistry) -> Void] = []
  }

  fileprivate enum Kind: String {
    case counter, gauge, histogram
  }

  fileprivate struct Family {
    let name: MetricName
    let kind: Kind
    var series: [[String]: Series] = [:]
  }

  fileprivate struct Series {
    var value = 0.0
    var buckets: [UInt64] = []
    var count: UInt64 = 0
  }

  /// The upper bounds of a histogram's buckets, in seconds: from a millisecond to a minute.
  public static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

  /// A registry without metrics.
  public init() {}

  private func change(_ name: MetricName, _ kind: Kind, _ labels: [String], _ body: (inout Series) -> Void) {
    precondition(labels.count == name.labels.count, "\(name.name) takes \(name.labels.count) labels")
    state.withLock { state in
      var family = state.families[name.name] ?? Family(name: name, kind: kind)
      let isFull = family.series.count >= Self.seriesLimit && family.series[labels] == nil
      let key = isFull ? [String](repeating: "other", count: labels.count) : labels
      state.families[name.name] = nil
      body(&family.series[key, default: Series()])
      state.families[name.name] = family
    }
  }

  /// Adds to a counter.
  public func increment(_ name: MetricName, _ labels: [String] = [], by amount: Double = 1) {
    change(name, .counter, labels) { $0.value += amount }
  }

  /// Sets a counter that is counted elsewhere.
  public func setCounter(_ name: MetricName, _ labels: [String] = [], to value: Double) {
    change(name, .counter, labels) { $0.value = value }
  }

  /// Sets a gauge.
  public func set(_ name: MetricName, _ labels: [String] = [], to value: Double) {
    change(name, .gauge, labels) { $0.value = value }
  }

  /// Adds to a gauge.
  public func add(_ name: MetricName, _ labels: [String] = [], _ amount: Double) {
    change(name, .gauge, labels) { $0.value += amount }
  }

  /// Removes all series of a metric: for gauges that are set anew at each collection.
  public func clear(_ name: MetricName) {
    state.withLock { $0.families[name.name]?.series = [:] }
  }

  /// Adds a time, in seconds, to a histogram.
  public func observe(_ name: MetricName, _ labels: [String] = [], _ seconds: Double) {
    change(name, .histogram, labels) { series in
      if series.buckets.isEmpty { series.buckets = [UInt64](repeating: 0, count: Self.bounds.count) }
      series.value += seconds
      series.count += 1
      for (index, bound) in Self.bounds.enumerated() where seconds <= bound { series.buckets[index] += 1 }
    }
  }

  /// Has `collector` called each time before the text is made.
  public func onCollect(_ collector: @escaping @Sendable (MetricsRegistry) -> Void) {
    state.withLock { $0.collectors.append(collector) }
  }

  /// The metrics in Prometheus' text format 0.0.4, in the order of their names.
  public func text() -> String {
    for collector in state.withLock({ $0.collectors }) { collector(self) }
    let families = state.withLock { Array($0.families.values) }
    var text = ""
    for family in families.sorted(by: { $0.name.name < $1.name.name }) where !family.series.isEmpty {
      text += "# HELP \(family.name.name) \(family.name.help)\n# TYPE \(family.name.name) \(family.kind.rawValue)\n"
      for (labels, series) in family.series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        text += Self.lines(family, labels, series)
      }
    }
    return text + ProcessMetrics.text()
  }

  private static func lines(_ family: Family, _ labels: [String], _ series: Series) -> String {
    let name = family.name.name
    guard family.kind == .histogram else {
      return "\(name)\(block(family.name.labels, labels)) \(number(series.value))\n"
    }
    var text = ""
    for (index, bound) in bounds.enumerated() {
      let block = block(family.name.labels + ["le"], labels + [number(bound)])
      text += "\(name)_bucket\(block) \(series.buckets[index])\n"
    }
    text += "\(name)_bucket\(block(family.name.labels + ["le"], labels + ["+Inf"])) \(series.count)\n"
    text += "\(name)_sum\(block(family.name.labels, labels)) \(number(series.value))\n"
    return text + "\(name)_count\(block(family.name.labels, labels)) \(series.count)\n"
  }

  private static func block(_ names: [String], _ values: [String]) -> String {
    guard !names.isEmpty else { return "" }
    var parts: [String] = []
    for (name, value) in zip(names, values) { parts.append("\(name)=\"\(escaped(value))\"") }
    return "{\(parts.joined(separator: ","))}"
  }

  private static func escaped(_ value: String) -> String {
    var text = ""
    for character in value.unicodeScalars {
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(character)
      }
    }
    return text
  }

  static func number(_ value: Double) -> String {
    if value == value.rounded(), value.magnitude < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }
}
