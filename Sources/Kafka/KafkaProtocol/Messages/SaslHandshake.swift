// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of SaslHandshake (API 17), versions 0 to 1.
public struct SaslHandshakeRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = SaslHandshakeResponse

  /// Kafka's name of the message.
  public static var name: String { "SaslHandshakeRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 17) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { false }
  /// `string`, from version 0.
  public var mechanism: String = ""

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "mechanism"
      mechanism = try reader.string(compact: false)
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    try writer.string(mechanism, compact: false, "SaslHandshakeRequest.mechanism")
  }
}

/// The response of SaslHandshake (API 17), versions 0 to 1.
public struct SaslHandshakeResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "SaslHandshakeResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 17) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { false }
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `[]string`, from version 0.
  public var mechanisms: [String] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "errorCode"
      errorCode = try reader.int16()
      place = "mechanisms"
      do {
        let count = try reader.count(compact: false, minimum: 1)
        var elements: [String] = []
        elements.reserveCapacity(reader.room(for: count, of: String.self))
        for _ in 0..<count { elements.append(try reader.string(compact: false)) }
        mechanisms = elements
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int16(errorCode)
    try writer.count(mechanisms.count, compact: false, "SaslHandshakeResponse.mechanisms")
    for element in mechanisms { try writer.string(element, compact: false, "SaslHandshakeResponse.mechanisms") }
  }
}
