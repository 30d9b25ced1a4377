/// Fields that depend on a version: a message, or a structure that it holds.
public protocol KafkaStructure: Sendable, Equatable {
  /// All fields at their defaults.
  init()
  /// Reads the fields of a version.
  init(from reader: inout MessageReader, version: Int16) throws(CodecError)
  /// Writes the fields of a version.
  ///
  /// - Throws: `CodecError` where a field holds what the version has no place for.
  func write(to writer: inout MessageWriter, version: Int16) throws(CodecError)
}

/// What goes over the wire, or is kept in a record of Kafka's own.
public protocol KafkaMessage: KafkaStructure {
  /// Kafka's name, such as `MetadataRequest`.
  static var name: String { get }
  /// The versions that the tables have.
  static var validVersions: ClosedRange<Int16> { get }
  /// Whether a version has compact lengths and tagged fields (KIP-482).
  static func isFlexible(_ version: Int16) -> Bool
}

/// What a client sends.
public protocol KafkaRequest: KafkaMessage {
  /// What the broker answers.
  associatedtype Response: KafkaResponse

  /// The number of the API.
  static var apiKey: ApiKey { get }
}

/// What a broker answers.
public protocol KafkaResponse: KafkaMessage {
  /// The number of the API.
  static var apiKey: ApiKey { get }
}

extension KafkaMessage {
  /// Checks that the tables have a version.
  public static func check(_ version: Int16) throws(CodecError) {
    guard validVersions.contains(version) else {
      throw CodecError(
        .unsupportedVersion,
        "there is no version \(version), but \(validVersions.lowerBound) to \(validVersions.upperBound)", object: name)
    }
  }

  /// The message that the bytes are, all of them.
  public static func decode(_ bytes: ArraySlice<UInt8>, version: Int16) throws(CodecError) -> Self {
    try check(version)
    var reader = MessageReader(bytes)
    do throws(CodecError) {
      let message = try Self(from: &reader, version: version)
      try reader.finish()
      return message
    } catch { throw error.inside(name) }
  }

  /// The message that the bytes begin with. Kafka's brokers pass over what follows a request, and librdkafka 2.16 does send
  /// three bytes too many with Metadata 13.
  public static func decodePrefix(_ bytes: ArraySlice<UInt8>, version: Int16) throws(CodecError) -> Self {
    try check(version)
    var reader = MessageReader(bytes)
    do throws(CodecError) { return try Self(from: &reader, version: version) } catch { throw error.inside(name) }
  }

  /// The message's bytes.
  public func encoded(version: Int16) throws(CodecError) -> [UInt8] {
    try Self.check(version)
    var writer = MessageWriter()
    try write(to: &writer, version: version)
    return writer.finish()
  }
}

extension KafkaRequest {
  /// The version of the header that goes before a version of the request.
  public static func headerVersion(_ version: Int16) -> Int16 { isFlexible(version) ? 2 : 1 }

  /// The whole request as it is sent: its length, the header, the fields. Large values are not copied.
  public func frame(version: Int16, correlationID: Int32, clientID: String?) throws(CodecError) -> [ArraySlice<UInt8>] {
    try Self.check(version)
    var header = RequestHeader()
    header.requestApiKey = Self.apiKey.rawValue
    header.requestApiVersion = version
    header.correlationId = correlationID
    header.clientId = clientID
    var writer = MessageWriter(capacity: 256)
    try header.write(to: &writer, version: Self.headerVersion(version))
    try write(to: &writer, version: version)
    return try writer.frame()
  }
}

extension KafkaResponse {
  /// The version of the header that goes before a version of the response. That of ApiVersions stays the old one: a client
  /// that knows no version reads it (KIP-511).
  public static func headerVersion(_ version: Int16) -> Int16 {
    apiKey == .apiVersions ? 0 : (isFlexible(version) ? 1 : 0)
  }

  /// The whole response as it is sent: its length, the header, the fields. Large values are not copied.
  public func frame(version: Int16, correlationID: Int32) throws(CodecError) -> [ArraySlice<UInt8>] {
    try Self.check(version)
    var header = ResponseHeader()
    header.correlationId = correlationID
    var writer = MessageWriter(capacity: 256)
    try header.write(to: &writer, version: Self.headerVersion(version))
    try write(to: &writer, version: version)
    return try writer.frame()
  }
}

extension MessageWriter {
  /// What was written, after its length in four bytes.
  func frame() throws(CodecError) -> [ArraySlice<UInt8>] {
    guard let length = Int32(exactly: count) else {
      throw CodecError(.tooLarge, "a frame of \(count) bytes cannot be sent; at most 2147483647 can")
    }
    var prefix = MessageWriter(capacity: 4)
    prefix.int32(length)
    return prefix.segments + segments
  }
}
