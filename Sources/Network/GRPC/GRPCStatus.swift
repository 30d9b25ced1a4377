import HTTP

/// How a call ended.
public struct GRPCStatus: Error, Sendable, Hashable, CustomStringConvertible {
  /// The codes of gRPC.
  public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The number on the wire.
    public let rawValue: Int
    /// The code with that number, known or not.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// 0: all went well.
    public static let ok = Code(rawValue: 0)
    /// 1: the caller gave up.
    public static let cancelled = Code(rawValue: 1)
    /// 2: nobody knows.
    public static let unknown = Code(rawValue: 2)
    /// 3: the request makes no sense.
    public static let invalidArgument = Code(rawValue: 3)
    /// 4: it took too long.
    public static let deadlineExceeded = Code(rawValue: 4)
    /// 5: there is no such thing.
    public static let notFound = Code(rawValue: 5)
    /// 6: there is such a thing already.
    public static let alreadyExists = Code(rawValue: 6)
    /// 7: the caller may not.
    public static let permissionDenied = Code(rawValue: 7)
    /// 8: a bound is reached.
    public static let resourceExhausted = Code(rawValue: 8)
    /// 9: the system is not in the state for it.
    public static let failedPrecondition = Code(rawValue: 9)
    /// 10: something else came between.
    public static let aborted = Code(rawValue: 10)
    /// 11: past the end.
    public static let outOfRange = Code(rawValue: 11)
    /// 12: there is no such method.
    public static let unimplemented = Code(rawValue: 12)
    /// 13: something broke here.
    public static let `internal` = Code(rawValue: 13)
    /// 14: not now; try again.
    public static let unavailable = Code(rawValue: 14)
    /// 15: data is lost.
    public static let dataLoss = Code(rawValue: 15)
    /// 16: the caller did not say who it is.
    public static let unauthenticated = Code(rawValue: 16)

    /// The name that gRPC's documentation has for the code.
    public var description: String {
      let names = [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
        "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
        "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
      ]
      return names.indices.contains(rawValue) ? names[rawValue] : String(rawValue)
    }
  }

  /// The code.
  public let code: Code
  /// What to tell a person.
  public let message: String

  /// A status.
  public init(_ code: Code, _ message: String = "") {
    self.code = code
    self.message = message
  }

  /// All went well.
  public static let ok = GRPCStatus(.ok)

  /// The code and the message.
  public var description: String { message.isEmpty ? "\(code)" : "\(code): \(message)" }

  /// The message as a trailer carries it: what is no printable ASCII, and `%`, in percent signs and hexadecimal digits; so
  /// is a space at either end, which a header field cannot keep.
  static func encoded(_ message: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    let last = message.utf8.count - 1
    for (index, byte) in message.utf8.enumerated() {
      let isInner = index > 0 && index < last
      if byte > 0x20 || byte == 0x20 && isInner, byte <= 0x7E, byte != 0x25 {
        text.append(byte)
      } else {
        text += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The message that a trailer carries; a percent sign that begins no escape stands for itself.
  static func decoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var message: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x25, index + 2 < bytes.count, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      {
        message.append(high << 4 | low)
        index += 3
      } else {
        message.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: message, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}

extension GRPCStatus {
  /// What an HTTP/2 error code means to gRPC (gRPC over HTTP/2, HTTP2 Transport Mapping, Errors).
  public init(resetCode: UInt32) {
    switch resetCode {
    case HTTP2ErrorCode.refusedStream: self.init(.unavailable, "the stream was refused")
    case HTTP2ErrorCode.cancel: self.init(.cancelled, "the stream was cancelled")
    case HTTP2ErrorCode.enhanceYourCalm: self.init(.resourceExhausted, "the other side asks for calm")
    case HTTP2ErrorCode.inadequateSecurity: self.init(.permissionDenied, "the connection is not secure enough")
    default: self.init(.internal, "the stream was reset with HTTP/2 error \(resetCode)")
    }
  }

  /// What the status of an HTTP response without a `grpc-status` means to gRPC.
  public init(httpStatus: Int) {
    let message = "HTTP status \(httpStatus)"
    switch httpStatus {
    case 400, 431: self.init(.internal, message)
    case 401: self.init(.unauthenticated, message)
    case 403: self.init(.permissionDenied, message)
    case 404: self.init(.unimplemented, message)
    case 429, 502, 503, 504: self.init(.unavailable, message)
    default: self.init(.unknown, message)
    }
  }

  /// The status that a response's last block of fields says; where it says none, what the HTTP status means.
  init(trailers: HTTPFields, httpStatus: Int) {
    guard let text = trailers["grpc-status"] else {
      if httpStatus == 200 {
        self.init(.unknown, "the response has no status")
      } else {
        self.init(httpStatus: httpStatus)
      }
      return
    }
    guard let number = Int(text), number >= 0 else {
      self.init(.unknown, "the response has the status '\(text)', which is no number")
      return
    }
    let message = Self.decoded(trailers["grpc-message"] ?? "")
    // A code that gRPC does not have is UNKNOWN (gRPC's list of statuses).
    self.init(number <= Code.unauthenticated.rawValue ? Code(rawValue: number) : .unknown, message)
  }

  /// The error code with which a call that ends without a status is given up.
  public var resetCode: UInt32 {
    switch code {
    case .ok: HTTP2ErrorCode.noError
    case .unavailable: HTTP2ErrorCode.refusedStream
    case .resourceExhausted: HTTP2ErrorCode.enhanceYourCalm
    case .permissionDenied: HTTP2ErrorCode.inadequateSecurity
    case .cancelled, .deadlineExceeded: HTTP2ErrorCode.cancel
    default: HTTP2ErrorCode.internalError
    }
  }
}
