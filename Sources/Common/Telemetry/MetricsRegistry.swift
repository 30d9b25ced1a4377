import Synchronization

/// The program's metrics, and their text for Prometheus.
///
/// Series are made when they are first used. A metric holds at most `seriesLimit` of them: what comes after that is
/// counted under labels of `other`, and `koperator_metrics_series_overflow_total` says so; a stranger cannot fill the
/// memory by inventing names.
public final class MetricsRegistry: Sendable {
  /// The most series of a metric, not counting `other`.
  public static let seriesLimit = 1000
  /// The type of `text()` for HTTP's `content-type`.
  public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  private struct State {
    var families: [String: MetricFamily] = [:]
    var collectors: [@Sendable (MetricsRegistry) -> Void] = []
  }

  private let state = Mutex(State())

  /// A registry without metrics.
  public init() {}

  // MARK: Handles

  /// The series of a counter with these labels' values: to keep where it is counted often.
  public func counter(_ name: MetricName.Counter, _ labels: [String] = []) -> Counter {
    if case .counter(let counter) = series(name.metric, .counter, labels, { .counter(Counter()) }) { return counter }
    return Counter()
  }

  /// The series of a gauge with these labels' values. `clear` detaches it: what it is set to then is not shown.
  public func gauge(_ name: MetricName.Gauge, _ labels: [String] = []) -> Gauge {
    if case .gauge(let gauge) = series(name.metric, .gauge, labels, { .gauge(Gauge()) }) { return gauge }
    return Gauge()
  }

  /// The series of a histogram with these labels' values.
  public func histogram(_ name: MetricName.Histogram, _ labels: [String] = []) -> Histogram {
    let make = { MetricFamily.Series.histogram(Histogram(bounds: name.bounds)) }
    if case .histogram(let histogram) = series(name.metric, .histogram, labels, make) { return histogram }
    return Histogram(bounds: name.bounds)
  }

  private func series(
    _ name: MetricName, _ kind: MetricFamily.Kind, _ values: [String], _ make: () -> MetricFamily.Series
  ) -> MetricFamily.Series {
    assert(values.count == name.labels.count, "\(name.name) takes \(name.labels.count) labels")
    // A wrong count of labels must not end a program that serves: values are left out or empty then.
    var labels = values
    while labels.count < name.labels.count { labels.append("") }
    while labels.count > name.labels.count { labels.removeLast() }
    let (found, overflowed) = state.withLock { state -> (MetricFamily.Series, Bool) in
      var family = state.families.removeValue(forKey: name.name) ?? MetricFamily(name: name, kind: kind)
      defer { state.families[name.name] = family }
      if let found = family.series[labels] { return (found, false) }
      let isFull = family.series.count >= Self.seriesLimit
      if isFull { labels = [String](repeating: "other", count: labels.count) }
      let series = family.series[labels] ?? make()
      family.series[labels] = series
      return (series, isFull)
    }
    if overflowed { increment(.seriesOverflow, [name.name]) }
    return found
  }

  // MARK: Changes

  /// Adds to a counter.
  public func increment(_ name: MetricName.Counter, _ labels: [String] = [], by amount: Double = 1) {
    counter(name, labels).increment(by: amount)
  }

  /// Sets a counter that is counted elsewhere.
  public func setCounter(_ name: MetricName.Counter, _ labels: [String] = [], to value: Double) {
    counter(name, labels).set(to: value)
  }

  /// Sets a gauge.
  public func set(_ name: MetricName.Gauge, _ labels: [String] = [], to value: Double) {
    gauge(name, labels).set(to: value)
  }

  /// Adds to a gauge.
  public func add(_ name: MetricName.Gauge, _ labels: [String] = [], _ amount: Double) {
    gauge(name, labels).add(amount)
  }

  /// Removes all series of a gauge that is set anew at each collection.
  public func clear(_ name: MetricName.Gauge) {
    state.withLock { $0.families[name.metric.name]?.series = [:] }
  }

  /// Adds an observation, in the metric's unit, to a histogram.
  public func observe(_ name: MetricName.Histogram, _ labels: [String] = [], _ value: Double) {
    histogram(name, labels).observe(value)
  }

  // MARK: Collection

  /// Has `collector` called each time before the text is made.
  public func onCollect(_ collector: @escaping @Sendable (MetricsRegistry) -> Void) {
    state.withLock { $0.collectors.append(collector) }
  }

  /// Counts the lines that a sink lost.
  public func watch(_ sink: LogSink) {
    onCollect { $0.setCounter(.logLinesLost, to: Double(sink.linesLost)) }
  }

  /// The metrics, and those of the process, in Prometheus' text format 0.0.4 and in the order of their names.
  public func text() -> String {
    for collector in state.withLock({ $0.collectors }) { collector(self) }
    let families = state.withLock { Array($0.families.values) }
    var text = PrometheusText()
    for family in families.sorted(by: { $0.name.name < $1.name.name }) { text.append(family) }
    for metric in ProcessMetrics.read() { text.append(metric) }
    return text.text
  }
}
