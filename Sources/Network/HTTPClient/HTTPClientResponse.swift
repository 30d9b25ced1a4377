/// What begins a response.
public struct HTTPClientResponseHead: Sendable, Hashable {
  /// The status, 200 to 599.
  public var status: Int
  /// The fields.
  public var headers: HTTPClientHeaders

  /// A head.
  public init(status: Int, headers: HTTPClientHeaders = HTTPClientHeaders()) {
    self.status = status
    self.headers = headers
  }
}

/// A whole response.
public struct HTTPClientResponse: Sendable, Hashable {
  /// The status, 200 to 599.
  public var status: Int
  /// The fields.
  public var headers: HTTPClientHeaders
  /// The body.
  public var body: [UInt8]

  /// A response.
  public init(status: Int, headers: HTTPClientHeaders = HTTPClientHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
