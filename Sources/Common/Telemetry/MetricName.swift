/// What a metric is called and says: the name by Prometheus' rules, with the unit last and `_total` for what only grows.
///
/// The lists of names are in `MetricName+Counters`, `+Gauges` and `+Histograms`. Each kind has a type of its own, so that a
/// gauge cannot be counted up by mistake.
public struct MetricName: Sendable, Hashable {
  /// The name, with the project's prefix.
  public let name: String
  /// What it says, in one line.
  public let help: String
  /// The labels, in the order in which values are given.
  public let labels: [String]

  fileprivate init(_ name: String, _ help: String, _ labels: [String]) {
    self.name = "koperator_" + name
    self.help = help
    self.labels = labels
  }

  /// The name of something that only grows.
  public struct Counter: Sendable, Hashable {
    /// Name, help and labels.
    public let metric: MetricName
    init(_ name: String, _ help: String, _ labels: [String] = []) { metric = MetricName(name, help, labels) }
  }

  /// The name of something that goes up and down.
  public struct Gauge: Sendable, Hashable {
    /// Name, help and labels.
    public let metric: MetricName
    init(_ name: String, _ help: String, _ labels: [String] = []) { metric = MetricName(name, help, labels) }
  }

  /// The name of a distribution.
  public struct Histogram: Sendable, Hashable {
    /// Name, help and labels.
    public let metric: MetricName
    /// The upper bounds of its buckets, ascending, without infinity.
    public let bounds: [Double]

    /// Upper bounds for times, in seconds: from a millisecond to a minute.
    static let seconds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

    init(_ name: String, _ help: String, _ labels: [String] = [], bounds: [Double] = Self.seconds) {
      metric = MetricName(name, help, labels)
      self.bounds = bounds
    }
  }
}
