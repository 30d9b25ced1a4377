import KafkaModel
import KafkaProtocol

/// What a node and the controller of the sandbox say to each other: a protocol of our own, between processes of one version.
///
/// Every message is a frame as Kafka's are: four bytes of length, then these bytes. Requests and responses inside are Kafka's own.
enum ControllerMessage: Sendable {
  /// A node's first words.
  case hello(ControllerHello)
  /// A request of Kafka's protocol for the controller, whoever made it.
  case call(number: Int64, RequestContext, ApiKey, version: Int16, body: ArraySlice<UInt8>)
  /// The answer to a call.
  case answer(number: Int64, body: ArraySlice<UInt8>)
  /// What changed in the cluster; it comes before the answer to the call that changed it.
  case update(ArraySlice<UInt8>)
  /// The controller does not take the node, and closes.
  case refused(String)

  /// The longest message, in bytes: an image of a large cluster has room.
  static let maximumSize = 256 << 20

  private enum Kind: Int8 {
    case hello = 1
    case call, answer, update, refused
  }

  /// The message with its length before it.
  func frame() throws(CodecError) -> [UInt8] {
    var writer = MessageWriter(capacity: 64)
    switch self {
    case .hello(let hello):
      writer.int8(Kind.hello.rawValue)
      try hello.write(to: &writer)
    case .call(let number, let context, let api, let version, let body):
      writer.int8(Kind.call.rawValue)
      writer.int64(number)
      writer.int64(Int64(bitPattern: context.connection.rawValue))
      try writer.string(context.clientID, compact: true, "clientID")
      try writer.string(context.clientHost, compact: true, "clientHost")
      try writer.string(context.listener, compact: true, "listener")
      try writer.string(context.principal, compact: true, "principal")
      writer.int16(api.rawValue)
      writer.int16(version)
      writer.raw(body)
    case .answer(let number, let body):
      writer.int8(Kind.answer.rawValue)
      writer.int64(number)
      writer.raw(body)
    case .update(let bytes):
      writer.int8(Kind.update.rawValue)
      writer.raw(bytes)
    case .refused(let reason):
      writer.int8(Kind.refused.rawValue)
      try writer.string(reason, compact: true, "reason")
    }
    guard writer.bytes.count <= Self.maximumSize else {
      throw CodecError(.tooLarge, "a message of \(writer.bytes.count) bytes is longer than \(Self.maximumSize)")
    }
    var frame = MessageWriter(capacity: writer.bytes.count + 4)
    frame.int32(Int32(writer.bytes.count))
    frame.raw(writer.bytes)
    return frame.bytes
  }

  /// The message that a frame holds.
  init(_ frame: ArraySlice<UInt8>) throws(CodecError) {
    var reader = MessageReader(frame)
    guard let kind = Kind(rawValue: try reader.int8()) else {
      throw CodecError(.malformed, "it is no message of the sandbox's controller", object: "kind")
    }
    switch kind {
    case .hello: self = .hello(try ControllerHello(from: &reader))
    case .call:
      let number = try reader.int64()
      let connection = ConnectionID(rawValue: UInt64(bitPattern: try reader.int64()))
      let clientID = try reader.string(compact: true)
      let clientHost = try reader.string(compact: true)
      let listener = try reader.string(compact: true)
      let principal = try reader.string(compact: true)
      let context = RequestContext(
        connection: connection, clientID: clientID, clientHost: clientHost, listener: listener, principal: principal)
      let api = ApiKey(rawValue: try reader.int16())
      let version = try reader.int16()
      self = .call(number: number, context, api, version: version, body: try reader.slice(reader.remaining))
    case .answer:
      let number = try reader.int64()
      self = .answer(number: number, body: try reader.slice(reader.remaining))
    case .update: self = .update(try reader.slice(reader.remaining))
    case .refused: self = .refused(try reader.string(compact: true))
    }
  }
}
