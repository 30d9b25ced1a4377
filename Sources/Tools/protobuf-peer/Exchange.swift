import AgentAPI
import EnvoyAPI
import JSON
import Protobuf
import ProtobufTestMessages

/// One command and what comes of it.
struct Exchange {
  let command: String
  let type: String
  let body: [UInt8]

  /// Why a command cannot be done.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  private func message() throws -> any ProtobufMessage.Type {
    guard
      let found = EnvoyTypes.registry.type(named: type) ?? AgentTypes.registry.type(named: type)
        ?? TestTypes.registry.type(named: type)
    else {
      throw Refusal(description: "there is no type '\(type)'")
    }
    return found
  }

  func result() throws -> [UInt8] {
    switch command {
    case "types":
      return Array(
        (EnvoyTypes.registry.names + AgentTypes.registry.names + TestTypes.registry.names).joined(separator: "\n").utf8)
    case "fields":
      var lines: [String] = []
      for field in try message().protobufFields { lines.append("\(field.number) \(field.name) \(field.jsonName)") }
      return Array(lines.joined(separator: "\n").utf8)
    case "binary": return try Self.binary(message(), body)
    case "to-json": return try Self.toJSON(message(), body)
    case "from-json": return try Self.fromJSON(message(), body)
    default: throw Refusal(description: "there is no command '\(command)'")
    }
  }

  private static func binary<Message: ProtobufMessage>(_ type: Message.Type, _ bytes: [UInt8]) throws -> [UInt8] {
    let message = try Message(serialized: bytes)
    let written = message.serialized()
    guard written.count == message.encodedSize else {
      throw Refusal(description: "\(written.count) bytes were written, and \(message.encodedSize) computed")
    }
    return written
  }

  private static func toJSON<Message: ProtobufMessage>(_ type: Message.Type, _ bytes: [UInt8]) throws -> [UInt8] {
    try Message(serialized: bytes).jsonValue(registry: EnvoyTypes.registry).serialized()
  }

  private static func fromJSON<Message: ProtobufMessage>(_ type: Message.Type, _ text: [UInt8]) throws -> [UInt8] {
    let decoder = ProtobufJSONDecoder(registry: EnvoyTypes.registry)
    return try Message(json: try JSONValue(parsing: text), decoder: decoder).serialized()
  }
}
