/// The number of a request on its connection: HTTP/2's stream, or the request's ordinal in HTTP/1.1.
public struct HTTPStreamID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The number.
  public let rawValue: Int32

  /// The stream with that number.
  public init(_ rawValue: Int32) { self.rawValue = rawValue }

  /// By number, that is, by age.
  public static func < (left: HTTPStreamID, right: HTTPStreamID) -> Bool { left.rawValue < right.rawValue }

  /// The number.
  public var description: String { String(rawValue) }
}

/// What begins a request.
public struct HTTPRequestHead: Sendable, Hashable {
  /// The method, as it was sent.
  public var method: String
  /// The scheme; empty in HTTP/1.1.
  public var scheme: String
  /// The host and port that were asked for.
  public var authority: String
  /// The path with its query.
  public var path: String
  /// The other fields.
  public var fields: HTTPFields

  /// A head.
  public init(method: String, scheme: String = "", authority: String, path: String, fields: HTTPFields = HTTPFields()) {
    self.method = method
    self.scheme = scheme
    self.authority = authority
    self.path = path
    self.fields = fields
  }
}

/// What begins a response.
public struct HTTPResponseHead: Sendable, Hashable {
  /// The status, 200 to 599.
  public var status: Int
  /// The fields.
  public var fields: HTTPFields

  /// A head.
  public init(status: Int, fields: HTTPFields = HTTPFields()) {
    self.status = status
    self.fields = fields
  }
}

/// How a stream ended.
public enum HTTPStreamClosure: Sendable, Hashable {
  /// Both sides said all that they had to say.
  case complete
  /// One side gave up, with an error code of RFC 9113 §7; 8 is CANCEL. A client's request with 7, REFUSED_STREAM, was not
  /// looked at by the server and may be made again.
  case reset(code: UInt32)
  /// The connection is gone.
  case connectionLost
}

/// What happened on a connection.
public enum HTTPEvent: Sendable, Hashable {
  /// A request began.
  case request(HTTPStreamID, HTTPRequestHead, endStream: Bool)
  /// A response began: its final head, for interim ones (RFC 9110 §15.2) are skipped.
  case response(HTTPStreamID, HTTPResponseHead, endStream: Bool)
  /// Bytes of a body: a server's of a request, a client's of a response.
  case body(HTTPStreamID, [UInt8], endStream: Bool)
  /// A request or a response ended with trailers.
  case trailers(HTTPStreamID, HTTPFields)
  /// A stream is over, and nothing more may be sent on it.
  case closed(HTTPStreamID, HTTPStreamClosure)
  /// What was queued on a stream is sent to below the low mark.
  case writable(HTTPStreamID)
  /// The other side said GOAWAY: a client will begin no more requests, a server will take no more. It is told once.
  case goAway
}

/// Which protocol a connection speaks.
public enum HTTPProtocol: Sendable, Hashable {
  /// HTTP/2: ALPN said so.
  case http2
  /// HTTP/1.1: ALPN said so.
  case http1
  /// What the first bytes say: HTTP/2 where its preface comes, else HTTP/1.1.
  case negotiateByPreface
}

/// The error codes of RFC 9113 §7 that the project uses.
public enum HTTP2ErrorCode {
  /// All went well.
  public static let noError: UInt32 = 0
  /// The other side broke the protocol.
  public static let protocolError: UInt32 = 1
  /// Something went wrong here.
  public static let internalError: UInt32 = 2
  /// The request was not looked at.
  public static let refusedStream: UInt32 = 7
  /// Nobody wants it any more.
  public static let cancel: UInt32 = 8
  /// Too much of something.
  public static let enhanceYourCalm: UInt32 = 11
  /// The connection is not safe enough for this.
  public static let inadequateSecurity: UInt32 = 12
}
