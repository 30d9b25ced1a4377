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
    /// 7: the caller may not.
    public static let permissionDenied = Code(rawValue: 7)
    /// 8: a bound is reached.
    public static let resourceExhausted = Code(rawValue: 8)
    /// 9: the system is not in the state for it.
    public static let failedPrecondition = Code(rawValue: 9)
    /// 12: there is no such method.
    public static let unimplemented = Code(rawValue: 12)
    /// 13: something broke here.
    public static let `internal` = Code(rawValue: 13)
    /// 14: not now; try again.
    public static let unavailable = Code(rawValue: 14)
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

  /// The message as a trailer carries it: what is no printable ASCII, and `%`, in percent signs and hexadecimal digits.
  static func encoded(_ message: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for byte in message.utf8 {
      if byte >= 0x20, byte <= 0x7E, byte != 0x25 {
        text.append(byte)
      } else {
        text += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
