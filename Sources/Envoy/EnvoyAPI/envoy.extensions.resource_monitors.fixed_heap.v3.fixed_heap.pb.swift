// Generated from proto/envoy/extensions/resource_monitors/fixed_heap/v3/fixed_heap.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// How much of a heap of fixed size is used.
public struct FixedHeapConfig: ProtobufMessage {

  /// `max_heap_size_bytes` (1).
  public var maxHeapSizeBytes: UInt64 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "max_heap_size_bytes", "maxHeapSizeBytes")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.maxHeapSizeBytes != 0 { visitor.single(ProtobufUInt64.self, 1, self.maxHeapSizeBytes) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt64.self, key, into: &self.maxHeapSizeBytes)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.maxHeapSizeBytes = try ProtobufUInt64.value(of: value)
    default: break
    }
  }
}
