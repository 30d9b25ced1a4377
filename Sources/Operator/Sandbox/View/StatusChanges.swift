public import JSON

/// What of a status changes only where something happened: without ages and latencies, which are others each time.
public enum StatusChanges {
  private static let figures: Set<String> = [
    "silentSeconds", "secondsAgo", "certificateSecondsLeft", "kafkaLatencyMicroseconds",
  ]

  /// The status without them.
  public static func of(_ status: JSONValue) -> JSONValue {
    switch status {
    case .object(let object):
      var kept = JSONObject()
      for (key, value) in zip(object.keys, object.values) where !figures.contains(key) { kept[key] = of(value) }
      return .object(kept)
    case .array(let values): return .array(values.map { of($0) })
    default: return status
    }
  }
}
