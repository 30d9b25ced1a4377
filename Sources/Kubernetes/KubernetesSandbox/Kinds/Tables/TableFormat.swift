import JSON
import KubernetesObjects

/// How kubectl's users are used to read values.
enum TableFormat {
  /// The age of something: `5s`, `3m12s`, `4h`, `12d`, `2y30d` (`k8s.io/apimachinery/pkg/util/duration`).
  static func age(since time: JSONValue?, now: Int64) -> String {
    guard let text = time?.stringValue, let seconds = seconds(text) else { return "<unknown>" }
    return duration(now - seconds)
  }

  /// The seconds of a time with or without a fraction.
  static func seconds(_ text: String) -> Int64? {
    if let time = try? Time(text) { return time.secondsSince1970 }
    return (try? MicroTime(text)).map { $0.microsecondsSince1970 / 1_000_000 }
  }

  /// A duration as people say it.
  static func duration(_ seconds: Int64) -> String {
    if seconds < -1 { return "<invalid>" }
    if seconds < 0 { return "0s" }
    let minutes = seconds / 60
    let hours = seconds / 3600
    let days = hours / 24
    if seconds < 120 { return "\(seconds)s" }
    if minutes < 10 { return seconds % 60 == 0 ? "\(minutes)m" : "\(minutes)m\(seconds % 60)s" }
    if minutes < 180 { return "\(minutes)m" }
    if hours < 8 { return minutes % 60 == 0 ? "\(hours)h" : "\(hours)h\(minutes % 60)m" }
    if hours < 48 { return "\(hours)h" }
    if hours < 192 { return hours % 24 == 0 ? "\(days)d" : "\(days)d\(hours % 24)h" }
    if hours < 24 * 365 * 2 { return "\(days)d" }
    if hours < 24 * 365 * 8 {
      let rest = days % 365
      return rest == 0 ? "\(days / 365)y" : "\(days / 365)y\(rest)d"
    }
    return "\(days / 365)y"
  }

  /// Labels as `a=b,c=d`; `<none>` where there are none.
  static func labels(_ labels: JSONValue?) -> String {
    let pairs = (labels?.objectValue ?? [:]).map { "\($0.key)=\($0.value.stringValue ?? "")" }.sorted()
    return pairs.isEmpty ? "<none>" : pairs.joined(separator: ",")
  }

  /// A label selector as text.
  static func selector(_ selector: JSONValue?) -> String {
    var parts = (selector?.members("matchLabels") ?? [:]).map { "\($0.key)=\($0.value.stringValue ?? "")" }.sorted()
    for requirement in selector?.elements("matchExpressions") ?? [] {
      let key = requirement.text("key")
      let values = requirement.elements("values").compactMap(\.stringValue).sorted().joined(separator: ",")
      switch requirement.text("operator") {
      case "Exists": parts.append(key)
      case "DoesNotExist": parts.append("!\(key)")
      case "In": parts.append("\(key) in (\(values))")
      default: parts.append("\(key) notin (\(values))")
      }
    }
    return parts.isEmpty ? "<none>" : parts.joined(separator: ",")
  }

  /// The access modes of volumes: `RWO,ROX`.
  static func accessModes(_ modes: [JSONValue]) -> String {
    let short = [
      "ReadWriteOnce": "RWO", "ReadOnlyMany": "ROX", "ReadWriteMany": "RWX", "ReadWriteOncePod": "RWOP",
    ]
    return modes.compactMap { short[$0.stringValue ?? ""] }.joined(separator: ",")
  }

  /// A text or a number as text; empty where there is nothing.
  static func plain(_ value: JSONValue?) -> String {
    guard let value, !value.isNull else { return "" }
    return value.stringValue ?? value.text()
  }

  /// A text; what stands for nothing where it is missing or empty.
  static func text(_ value: JSONValue?, or nothing: String = "<none>") -> JSONValue {
    let text = plain(value)
    return .string(text.isEmpty ? nothing : text)
  }

  /// A number; 0 where there is none.
  static func number(_ value: JSONValue?) -> JSONValue {
    guard let value, value.numberValue != nil else { return 0 }
    return value
  }
}
