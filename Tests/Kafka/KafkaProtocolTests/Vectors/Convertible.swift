import JSON
import KafkaProtocol

/// A value that Kafka's tools write as JSON.
protocol Convertible {
  init(json: JSONValue, _ version: Int16) throws
  func json(_ version: Int16) -> JSONValue
}

/// A message that Kafka's tools write as JSON.
protocol ConvertibleMessage: Convertible, KafkaMessage {}

struct ConversionError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// The members of an object, in the order in which they are added.
struct FieldWriter {
  private var object = JSONObject()

  mutating func add(_ name: String, _ value: some Convertible, _ version: Int16) { object[name] = value.json(version) }

  var value: JSONValue { .object(object) }
}

/// Takes the members of an object one by one, and knows which were left.
final class FieldReader {
  private let object: JSONObject
  private var left: Set<String>

  init(_ json: JSONValue) throws {
    guard case .object(let object) = json else { throw ConversionError("\(json) is no object") }
    self.object = object
    left = Set(object.keys)
  }

  /// A member that is not there leaves the field as it is.
  func read<T: Convertible>(_ name: String, _ field: inout T, _ version: Int16) throws {
    guard let value = object[name] else { return }
    left.remove(name)
    do { field = try T(json: value, version) } catch { throw ConversionError("\(name): \(error)") }
  }

  func finish() throws {
    if !left.isEmpty { throw ConversionError("no fields for \(left.sorted())") }
  }
}

extension Bool: Convertible {
  init(json: JSONValue, _ version: Int16) throws {
    guard let value = json.boolValue else { throw ConversionError("\(json) is no bool") }
    self = value
  }
  func json(_ version: Int16) -> JSONValue { .bool(self) }
}

extension Convertible where Self: FixedWidthInteger {
  init(json: JSONValue, _ version: Int16) throws {
    guard case .number(let number) = json, let whole = number.intValue, let value = Self(exactly: whole) else {
      throw ConversionError("\(json) is no \(Self.self)")
    }
    self = value
  }
  func json(_ version: Int16) -> JSONValue { .number(JSONNumber(Int64(self))) }
}

extension Int8: Convertible {}
extension Int16: Convertible {}
extension UInt16: Convertible {}
extension Int32: Convertible {}
extension UInt32: Convertible {}
extension Int64: Convertible {}

extension Double: Convertible {
  init(json: JSONValue, _ version: Int16) throws {
    guard case .number(let number) = json, let value = number.doubleValue else {
      throw ConversionError("\(json) is no number")
    }
    self = value
  }
  func json(_ version: Int16) -> JSONValue { .number(JSONNumber(self)) }
}

extension KafkaUUID: Convertible {
  init(json: JSONValue, _ version: Int16) throws {
    guard let text = json.stringValue, let value = KafkaUUID(text) else { throw ConversionError("\(json) is no UUID") }
    self = value
  }
  func json(_ version: Int16) -> JSONValue { .string(description) }
}

extension String: Convertible {
  init(json: JSONValue, _ version: Int16) throws {
    guard let text = json.stringValue else { throw ConversionError("\(json) is no text") }
    self = text
  }
  func json(_ version: Int16) -> JSONValue { .string(self) }
}

/// Records, in the form of bytes.
extension ArraySlice<UInt8>: Convertible {
  init(json: JSONValue, _ version: Int16) throws { self = try [UInt8](json: json, version)[...] }
  func json(_ version: Int16) -> JSONValue { Array(self).json(version) }
}

extension Optional: Convertible where Wrapped: Convertible {
  init(json: JSONValue, _ version: Int16) throws {
    if json == .null { self = .none } else { self = try Wrapped(json: json, version) }
  }
  func json(_ version: Int16) -> JSONValue { self?.json(version) ?? .null }
}

extension Int32List: Convertible {
  init(json: JSONValue, _ version: Int16) throws { self.init(try [Int32](json: json, version)) }
  func json(_ version: Int16) -> JSONValue { Array(self).json(version) }
}

extension Array: Convertible where Element: Convertible {
  init(json: JSONValue, _ version: Int16) throws {
    // Bytes are base64, a list of numbers of eight bits is not in any message.
    if Element.self == UInt8.self {
      guard let text = json.stringValue, let bytes = Base64.decode(text) as? [Element] else {
        throw ConversionError("\(json) are no bytes")
      }
      self = bytes
      return
    }
    guard case .array(let values) = json else { throw ConversionError("\(json) is no list") }
    self = try values.map { try Element(json: $0, version) }
  }

  func json(_ version: Int16) -> JSONValue {
    if Element.self == UInt8.self, let bytes = self as? [UInt8] { return .string(Base64.encode(bytes)) }
    return .array(map { $0.json(version) })
  }
}

extension UInt8: Convertible {}

/// Base64 as RFC 4648 §4 has it.
enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let group = bytes[index..<min(index + 3, bytes.count)]
      var bits = 0
      for byte in group { bits = bits << 8 | Int(byte) }
      bits <<= 8 * (3 - group.count)
      for place in 0..<4 {
        text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
      index += 3
    }
    return String(decoding: text, as: UTF8.self)
  }

  static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (bits, count) = (0, 0)
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      guard let digit = digits.firstIndex(of: byte) else { return nil }
      bits = (bits << 6 | digit) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    return bytes
  }
}
