import KafkaModel
import KafkaProtocol

/// Who connects to the controller.
struct ControllerHello: Sendable, Equatable {
  /// What proves that it belongs to this sandbox.
  var token = ""
  /// The cluster that it belongs to.
  var clusterID = ""
  /// The node's number.
  var nodeID: Int32 = 0
  /// Whether it is a broker: it will register.
  var isBroker = false
  /// Whether it is a controller, in name.
  var isController = false
  /// The identifier of the folder that a controller's log would be in.
  var directoryID = KafkaUUID.zero
  /// Where a controller is reached: name of the listener, host, port.
  var endpoints: [Endpoint] = []
  /// The keys of its configuration that the controller follows; no secrets.
  var properties: [String: String] = [:]

  struct Endpoint: Sendable, Equatable {
    var listener: String
    var host: String
    var port: UInt16
  }

  init() {}

  func write(to writer: inout MessageWriter) throws(CodecError) {
    try writer.string(token, compact: true, "token")
    try writer.string(clusterID, compact: true, "clusterID")
    writer.int32(nodeID)
    writer.bool(isBroker)
    writer.bool(isController)
    writer.uuid(directoryID)
    writer.unsignedVarint(UInt32(clamping: endpoints.count))
    for endpoint in endpoints {
      try writer.string(endpoint.listener, compact: true, "listener")
      try writer.string(endpoint.host, compact: true, "host")
      writer.uint16(endpoint.port)
    }
    writer.unsignedVarint(UInt32(clamping: properties.count))
    for (key, value) in properties.sorted(by: { $0.key < $1.key }) {
      try writer.string(key, compact: true, "key")
      try writer.string(value, compact: true, "value")
    }
  }

  init(from reader: inout MessageReader) throws(CodecError) {
    token = try reader.string(compact: true)
    clusterID = try reader.string(compact: true)
    nodeID = try reader.int32()
    isBroker = try reader.bool()
    isController = try reader.bool()
    directoryID = try reader.uuid()
    for _ in 0..<(try reader.unsignedVarint()) {
      let listener = try reader.string(compact: true)
      let host = try reader.string(compact: true)
      endpoints.append(Endpoint(listener: listener, host: host, port: try reader.uint16()))
    }
    for _ in 0..<(try reader.unsignedVarint()) {
      let key = try reader.string(compact: true)
      properties[key] = try reader.string(compact: true)
    }
  }
}
