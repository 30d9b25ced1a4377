import HTTP
import JSON

/// The answer to a request.
struct ServedAnswer: Sendable {
  /// What follows the head.
  enum Content: Sendable {
    case bytes([UInt8])
    /// What comes as it happens: a watch, a log that is followed.
    case feed(ByteFeed)
    /// Nothing, not even a head: the connection is cut, as if the server had died.
    case cut
  }

  var status = 200
  var fields: HTTPFields = [:]
  var content: Content

  /// Bytes of a type.
  init(status: Int = 200, type: String, _ bytes: [UInt8], warnings: [String] = []) {
    self.status = status
    fields = ["content-type": type, "cache-control": "no-cache, private"]
    for warning in warnings { fields.append("warning", Self.header(of: warning)) }
    content = .bytes(bytes)
  }

  /// What comes as it happens.
  init(type: String, feed: ByteFeed) {
    fields = ["content-type": type, "cache-control": "no-cache, private"]
    content = .feed(feed)
  }

  private init(cut: Void) { content = .cut }

  /// See `Content.cut`.
  static let cut = ServedAnswer(cut: ())

  /// Text for people.
  static func text(_ status: Int, _ text: String) -> ServedAnswer {
    ServedAnswer(status: status, type: "text/plain; charset=utf-8", Array(text.utf8))
  }

  /// A value in the form that was asked for.
  static func value(
    _ value: JSONValue, _ form: AnswerForm, status: Int = 200, warnings: [String] = []
  ) -> ServedAnswer {
    ServedAnswer(status: status, type: form.contentType, form.text(of: value), warnings: warnings)
  }

  /// A refusal. It is JSON whatever was asked for.
  static func failure(_ failure: APIFailure) -> ServedAnswer {
    var answer = ServedAnswer(
      status: failure.reason.code, type: MediaTypes.json, failure.status.serialized())
    if let seconds = failure.retryAfterSeconds { answer.fields.append("retry-after", String(seconds)) }
    return answer
  }

  /// A warning as its header says it (RFC 7234 §5.5): code 299, no agent, a quoted text.
  private static func header(of warning: String) -> String {
    var text = "299 - \""
    for scalar in warning.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: text += " "
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
