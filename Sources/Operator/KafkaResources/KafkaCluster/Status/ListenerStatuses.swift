import JSON

extension KafkaCluster {
  /// Where clients reach a cluster: a list of addresses for each listener, by its name.
  public struct ListenerStatuses: Sendable, Hashable {
    /// Within the Kubernetes cluster.
    public var internalListeners: [String: [ListenerStatus]]
    /// From outside.
    public var externalListeners: [String: [ListenerStatus]]
    private var other: JSONObject

    /// Addresses.
    public init(
      internalListeners: [String: [ListenerStatus]] = [:], externalListeners: [String: [ListenerStatus]] = [:]
    ) {
      self.internalListeners = internalListeners
      self.externalListeners = externalListeners
      other = [:]
    }

    init(json members: JSONObject) {
      var reader = StatusReader(members)
      internalListeners = reader.take("internalListeners") { ListenerStatus.lists($0) } ?? [:]
      externalListeners = reader.take("externalListeners") { ListenerStatus.lists($0) } ?? [:]
      other = reader.other
    }

    /// Nil where nothing is known.
    var json: JSONObject? {
      var writer = StatusWriter()
      writer.set("internalListeners", internalListeners) { .array($0.map { .object($0.json) }) }
      writer.set("externalListeners", externalListeners) { .array($0.map { .object($0.json) }) }
      let object = writer.object(with: other)
      return object.isEmpty ? nil : object
    }
  }

  /// One address of a listener.
  public struct ListenerStatus: Sendable, Hashable {
    /// What it leads to: `any-broker`, `any-broker-<ingressConfig>`, `headless` or `broker-<id>`.
    public var name: String
    /// `host:port`.
    public var address: String
    private var other: JSONObject

    /// An address.
    public init(name: String, address: String) {
      self.name = name
      self.address = address
      other = [:]
    }

    private init(json members: JSONObject) {
      var reader = StatusReader(members)
      name = reader.string("name") ?? ""
      address = reader.string("address") ?? ""
      other = reader.other
    }

    fileprivate var json: JSONObject {
      var writer = StatusWriter()
      writer.set("name", name)
      writer.set("address", address)
      return writer.object(with: other)
    }

    /// Lists by name; nil where the value is something else.
    fileprivate static func lists(_ value: JSONValue) -> [String: [ListenerStatus]]? {
      guard let members = value.objectValue else { return nil }
      var lists: [String: [ListenerStatus]] = [:]
      for (name, value) in members {
        guard let elements = value.arrayValue else { return nil }
        let objects = elements.compactMap(\.objectValue)
        guard objects.count == elements.count else { return nil }
        lists[name] = objects.map { ListenerStatus(json: $0) }
      }
      return lists
    }
  }
}
