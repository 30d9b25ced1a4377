import EnvoyAPI
import HTTPTestClient
import Protobuf
import XDS

/// A connection of a test's own proxy: gRPC over HTTP/2 on a socket, and what the streams on it have received.
final class Proxy {
  /// A response of either variant.
  struct Response {
    var type: TypeURL
    var nonce: String
    var version: String
    var names: [String]
    var removed: [String]
  }

  static let group = "shop/kafka/external"
  private let socket: any ByteStream
  private let client = HTTP2TestClient(window: 64 << 20)
  private var isDelta: [Int32: Bool] = [:]
  private var taken: [Int32: Int] = [:]

  init(_ stream: any ByteStream) { socket = stream }

  var goAwayCode: UInt32? { client.goAwayCode }
  var isOver: Bool { socket.isOver }

  // MARK: Streams

  /// Begins a call of another service.
  func call(_ path: String) -> Int32 {
    let id = client.call(path)
    exchange()
    return id
  }

  /// The next message of a call; nil where none comes in time.
  func nextMessage(_ stream: Int32) async throws -> [UInt8]? {
    let position = taken[stream] ?? 0
    let end = ContinuousClock.now + patience
    while (client.responses[stream]?.messages.count ?? 0) <= position {
      if ContinuousClock.now >= end || socket.isOver { return nil }
      try await pause()
    }
    taken[stream] = position + 1
    return client.responses[stream]?.messages[position]
  }

  /// Says that no more messages come.
  func halfClose(_ stream: Int32) {
    client.send([], on: stream, endStream: true)
    exchange()
  }

  /// Begins a stream.
  func open(_ path: String) -> Int32 {
    let id = client.call("/envoy.service." + path)
    isDelta[id] = path.contains("/Delta")
    exchange()
    return id
  }

  func openDelta() -> Int32 { open("discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources") }
  func openWorld() -> Int32 { open("discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources") }

  static func node(_ name: String = "envoy-0", group: String = Proxy.group) -> Node {
    Node { node in
      node.id = name
      node.cluster = group
    }
  }

  /// Sends a request of the stream's variant. A node is sent where one is given.
  func ask(
    _ stream: Int32, _ type: TypeURL, _ names: [String] = [], node: Node? = Proxy.node(), version: String = "",
    versions: [String: String] = [:], nonce: String = "", failure: String? = nil
  ) {
    let status = failure.map { text in
      RPCStatus { status in
        status.code = 3
        status.message = text
      }
    }
    let bytes: [UInt8]
    if isDelta[stream] == true {
      bytes = DeltaDiscoveryRequest { request in
        request.node = node
        request.typeUrl = type.rawValue
        request.resourceNamesSubscribe = names
        request.initialResourceVersions = versions
        request.responseNonce = nonce
        request.errorDetail = status
      }.serialized()
    } else {
      bytes = DiscoveryRequest { request in
        request.node = node
        request.typeUrl = type.rawValue
        request.resourceNames = names
        request.versionInfo = version
        request.responseNonce = nonce
        request.errorDetail = status
      }.serialized()
    }
    send(bytes, on: stream)
  }

  /// Sends a message as it is.
  func send(_ message: [UInt8], on stream: Int32) {
    client.send(HTTP2TestClient.framed(message), on: stream)
    exchange()
  }

  /// Sends a message but for its last byte.
  func sendUnfinished(_ message: [UInt8], on stream: Int32) {
    client.send(Array(HTTP2TestClient.framed(message).dropLast()), on: stream)
    exchange()
  }

  func accept(_ response: Response, on stream: Int32, _ names: [String] = []) {
    // A delta client that repeats names asks for them again.
    let repeated = isDelta[stream] == true ? [] : names
    ask(stream, response.type, repeated, node: nil, version: response.version, nonce: response.nonce)
  }

  func reject(_ response: Response, on stream: Int32, because failure: String) {
    ask(stream, response.type, node: nil, nonce: response.nonce, failure: failure)
  }

  func reset(_ stream: Int32) {
    client.reset(stream)
    exchange()
  }

  // MARK: What comes

  /// The next response of a stream; nil where none comes in time.
  func next(_ stream: Int32, within limit: Duration = patience) async throws -> Response? {
    let end = ContinuousClock.now + limit
    let position = taken[stream] ?? 0
    while (client.responses[stream]?.messages.count ?? 0) <= position {
      if ContinuousClock.now >= end || socket.isOver { return nil }
      try await pause()
    }
    guard let message = client.responses[stream]?.messages[position] else { return nil }
    taken[stream] = position + 1
    return try read(message, on: stream)
  }

  /// Whether nothing comes for a while on a stream that stays open.
  func isQuiet(_ stream: Int32) async throws -> Bool {
    try await next(stream, within: .milliseconds(200)) == nil && status(stream) == nil
  }

  private func read(_ message: [UInt8], on stream: Int32) throws -> Response {
    if isDelta[stream] == true {
      let response = try DeltaDiscoveryResponse(serialized: message)
      return Response(
        type: TypeURL(rawValue: response.typeUrl), nonce: response.nonce, version: response.systemVersionInfo,
        names: response.resources.map(\.name), removed: response.removedResources)
    }
    let response = try DiscoveryResponse(serialized: message)
    return Response(
      type: TypeURL(rawValue: response.typeUrl), nonce: response.nonce, version: response.versionInfo,
      names: try response.resources.map(name), removed: [])
  }

  private func name(of resource: ProtobufAny) throws -> String {
    switch TypeURL(rawValue: resource.typeURL) {
    case .cluster: try Cluster(serialized: resource.value).name
    case .listener: try Listener(serialized: resource.value).name
    default: try ClusterLoadAssignment(serialized: resource.value).clusterName
    }
  }

  /// The gRPC status of a stream, once it has one.
  private func status(_ stream: Int32) -> (code: String, message: String)? {
    guard let response = client.responses[stream] else { return nil }
    let fields = response.trailers["grpc-status"] == nil ? response.headers : response.trailers
    return fields["grpc-status"].map { ($0, fields["grpc-message"] ?? "") }
  }

  /// Waits for the end of a stream, its status and message; then ends it from this side too, as a client does.
  func end(_ stream: Int32) async throws -> (code: String, message: String) {
    let end = ContinuousClock.now + patience
    while ContinuousClock.now < end, !socket.isOver, status(stream) == nil { try await pause() }
    guard let status = status(stream) else { return ("none", "the stream did not end") }
    client.send([], on: stream, endStream: true)
    exchange()
    return status
  }

  /// Waits for the end of the connection.
  func waitForEnd() async throws -> Bool {
    let end = ContinuousClock.now + patience
    while ContinuousClock.now < end, !socket.isOver { try await pause() }
    return socket.isOver
  }

  /// Lets others go on for a moment, which is long where they compute; then takes what came.
  private func pause() async throws {
    try await Task.sleep(for: .milliseconds(2))
    exchange()
  }

  /// Sends what is to be sent, and takes what came.
  private func exchange() {
    socket.send(client.output())
    let bytes = socket.receive()
    if !bytes.isEmpty { client.receive(bytes) }
    socket.send(client.output())
  }
}
