/// A metric with all its series, by the values of its labels.
struct MetricFamily {
  enum Kind: String {
    case counter, gauge, histogram
  }

  enum Series {
    case counter(Counter)
    case gauge(Gauge)
    case histogram(Histogram)
  }

  let name: MetricName
  let kind: Kind
  var series: [[String]: Series] = [:]

  init(name: MetricName, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}
