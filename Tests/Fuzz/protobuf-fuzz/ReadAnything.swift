import EnvoyAPI
import JSON
import Protobuf
import ProtobufTestMessages

/// What libFuzzer calls: the first byte chooses a type, the rest is read as such a message.
@_cdecl("LLVMFuzzerTestOneInput")
public func readAnything(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let choice = input.first else { return 0 }
  let types = Subjects.all
  let type = types[Int(choice) % types.count]
  Subjects.read(type, Array(input.dropFirst()))
  return 0
}

/// The types that are read, and what must hold of each message.
enum Subjects {
  /// Types that strangers send, those of every kind of field, and the well-known ones.
  static let all: [any ProtobufMessage.Type] = [
    DiscoveryRequest.self, DeltaDiscoveryRequest.self, Kinds.self, Keeper.self, Presence.self, ProtobufStruct.self,
    ProtobufAny.self, Bootstrap.self, Listener.self, Cluster.self, ClusterLoadAssignment.self,
    DeltaDiscoveryResponse.self,
  ]

  /// Reading never traps; what was read is written in the computed size and reads the same again; JSON never traps.
  static func read<Message: ProtobufMessage>(_ type: Message.Type, _ bytes: [UInt8]) {
    guard let message = try? Message(serialized: bytes) else { return }
    let written = message.serialized()
    precondition(written.count == message.encodedSize, "the computed size is wrong")
    guard let again = try? Message(serialized: written) else { preconditionFailure("what was written is not readable") }
    precondition(again.serialized() == written, "what was written reads as something else")
    guard let json = try? message.jsonValue(registry: EnvoyTypes.registry) else { return }
    let decoder = ProtobufJSONDecoder(registry: EnvoyTypes.registry)
    guard let parsed = try? JSONValue(parsing: json.serialized()) else { return }
    _ = try? Message(json: parsed, decoder: decoder).serialized()
  }
}
