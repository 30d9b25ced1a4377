import Testing

@testable import XDS

/// A proxy as a model: it applies what it gets, rejects what is bad (and applies some of the rest), asks for the endpoints
/// of its clusters, and reconnects with what it believes to have.
struct ModelClient {
  static let types: [TypeURL] = [.cluster, .endpoints, .listener, .secret]

  let node: String
  let variant: XDSVariant
  /// What is asked for without a wildcard; nil is the implicit wildcard.
  let listenerNames: [String]?

  var stream: UInt64 = 0
  /// Content by name, as it runs.
  var applied: [TypeURL: [String: [UInt8]]] = [:]
  /// Versions as it accepted them (delta), and of the last set (SotW).
  var versions: [TypeURL: [String: String]] = [:]
  var setVersion: [TypeURL: String] = [:]
  var nonces: [TypeURL: String] = [:]
  /// What was asked for on this stream.
  var asked: [TypeURL: Set<String>] = [:]
  var secrets: Set<String> = ["s0"]
  /// Clusters that wait for endpoints.
  var warming: Set<String> = []
  var inbox: [Received] = []
  var outbox: [SubscriptionRequest] = []
  /// What breaks the order, by its description.
  var disorder: [String] = []

  init(node: String, variant: XDSVariant, listenerNames: [String]?) {
    self.node = node
    self.variant = variant
    self.listenerNames = listenerNames
  }

  /// What is wanted of a type; nil is everything.
  func wanted(_ type: TypeURL) -> Set<String>? {
    switch type {
    case .cluster: nil
    case .listener: listenerNames.map { Set($0) }
    case .endpoints: Set((applied[.cluster] ?? [:]).keys)
    default: secrets
    }
  }

  /// Begins a stream: all types are asked for at once, with what it has.
  mutating func connect(stream: UInt64) {
    self.stream = stream
    inbox = []
    outbox = []
    asked = [:]
    nonces = [:]
    for type in Self.types { askAnew(type) }
  }

  private mutating func askAnew(_ type: TypeURL) {
    let names = wanted(type)
    if let names, names.isEmpty { return }
    asked[type] = names ?? []
    let list = (names ?? []).sorted()
    switch variant {
    case .delta:
      let kept = (versions[type] ?? [:]).filter { names?.contains($0.key) ?? true }
      send(type, .delta(subscribe: list, unsubscribe: [], initialVersions: kept))
    case .stateOfTheWorld: send(type, .stateOfTheWorld(version: setVersion[type] ?? "", names: list))
    }
  }

  private mutating func send(
    _ type: TypeURL, _ change: SubscriptionRequest.Change, nonce: String = "", failure: String? = nil
  ) {
    outbox.append(
      SubscriptionRequest(
        node: XDSNode(id: node, cluster: "group"), type: type, nonce: nonce,
        failure: failure.map { .init(code: 13, message: $0) }, change: change))
  }

  /// Tells the server when what is wanted differs from what was asked for.
  mutating func updateSubscription(_ type: TypeURL) {
    guard let names = wanted(type) else { return }
    guard let before = asked[type] else { return askAnew(type) }
    if names == before { return }
    asked[type] = names
    for name in before.subtracting(names) {
      applied[type]?[name] = nil
      versions[type]?[name] = nil
    }
    switch variant {
    case .delta:
      send(
        type,
        .delta(
          subscribe: names.subtracting(before).sorted(), unsubscribe: before.subtracting(names).sorted(),
          initialVersions: [:]))
    case .stateOfTheWorld:
      send(type, .stateOfTheWorld(version: setVersion[type] ?? "", names: names.sorted()), nonce: nonces[type] ?? "")
    }
  }

  /// Takes the next response.
  mutating func takeResponse(rejecting: Bool, using random: inout SeededGenerator) {
    guard !inbox.isEmpty else { return }
    let response = inbox.removeFirst()
    let type = response.type
    let bad = Set(response.resources.filter { isBad($0.value) }.keys)
    let isRejected = rejecting || !bad.isEmpty
    var removed = response.removed
    if variant == .stateOfTheWorld && type.isSentWhole {
      removed = (applied[type] ?? [:]).keys.filter { response.resources[$0] == nil }.sorted()
    }
    for name in response.names where !bad.contains(name) {
      // Some of the good part of a rejected response is applied; which, nobody knows.
      if isRejected && Bool.random(using: &random) { continue }
      apply(type, name, response.resources[name])
    }
    for name in removed {
      if isRejected && Bool.random(using: &random) { continue }
      apply(type, name, nil)
    }
    nonces[type] = response.nonce
    if !isRejected {
      setVersion[type] = response.version
      for name in response.names where isWanted(type, name) {
        versions[type, default: [:]][name] = response.versions[name]
      }
      for name in response.removed { versions[type]?[name] = nil }
    }
    if type == .cluster { updateSubscription(.endpoints) }
    switch variant {
    case .delta:
      send(
        type, .delta(subscribe: [], unsubscribe: [], initialVersions: [:]), nonce: response.nonce,
        failure: isRejected ? "bad" : nil)
    case .stateOfTheWorld:
      let names = (wanted(type) ?? []).sorted()
      asked[type] = wanted(type) ?? []
      send(
        type, .stateOfTheWorld(version: setVersion[type] ?? "", names: names), nonce: response.nonce,
        failure: isRejected ? "bad" : nil)
    }
  }

  private func isWanted(_ type: TypeURL, _ name: String) -> Bool { wanted(type)?.contains(name) ?? true }

  private func isBad(_ body: [UInt8]) -> Bool { body.suffix(3) == Array("bad".utf8)[...] }

  private mutating func apply(_ type: TypeURL, _ name: String, _ body: [UInt8]?) {
    guard isWanted(type, name) else { return }
    let before = applied[type]?[name]
    if type == .listener, before == nil, body != nil, applied[.cluster]?[name] == nil {
      disorder.append("listener \(name) came before its cluster")
    }
    if type == .cluster, before != nil, body == nil, applied[.listener]?[name] != nil {
      disorder.append("cluster \(name) went before its listener")
    }
    if type == .cluster { if body == nil { warming.remove(name) } else if body != before { warming.insert(name) } }
    if type == .endpoints { warming.remove(name) }
    applied[type, default: [:]][name] = body
  }
}
