public import JSON

/// The answer to a request that was carried out. It is never printed: it may hold secrets.
public struct APIAnswer: Sendable, Hashable {
  /// The HTTP code, 200 to 299: 201 for what was created.
  public let status: Int
  /// The body.
  public let body: [UInt8]
  /// What the server warned of: a deprecated version, an unknown field.
  public let warnings: [WarningHeader]

  /// An answer.
  public init(status: Int = 200, body: [UInt8], warnings: [WarningHeader] = []) {
    self.status = status
    self.body = body
    self.warnings = warnings
  }

  /// The body as a value.
  ///
  /// - Throws: `AnswerError` where it is not JSON.
  public func json() throws(AnswerError) -> JSONValue {
    do { return try JSONValue(parsing: body) } catch { throw AnswerError(error) }
  }
}

extension APIAnswer: CustomStringConvertible, CustomReflectable {
  /// The code and the size.
  public var description: String { "HTTP \(status) with \(body.count) bytes" }
  /// The code and the size.
  public var customMirror: Mirror { Mirror(self, children: ["status": status, "bytes": body.count]) }
}
