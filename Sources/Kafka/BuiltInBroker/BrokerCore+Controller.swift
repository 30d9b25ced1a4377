import KafkaModel
import KafkaProtocol
import Telemetry
import Transport

// What this node and the controller say to each other.
extension BrokerCore: ControllerLink.Owner {
  /// What this node says first.
  var hello: ControllerHello {
    var hello = ControllerHello()
    hello.clusterID = clusterID
    hello.nodeID = configuration.nodeID
    hello.isBroker = configuration.isBroker
    hello.isController = configuration.isController
    hello.directoryID = storage.directories.first?.id ?? .zero
    for listener in configuration.listeners where listener.isController {
      hello.endpoints.append(
        ControllerHello.Endpoint(
          listener: listener.name, host: advertisedHost(of: listener), port: advertisedPort(of: listener)))
    }
    for (key, value) in configuration.properties where !Self.isSecret(key) { hello.properties[key] = value }
    return hello
  }

  private static func isSecret(_ key: String) -> Bool {
    key.hasSuffix("password") || key.hasSuffix("sasl.jaas.config") || key.hasSuffix("ssl.keystore.key")
  }

  private func advertisedHost(of listener: BrokerListener) -> String {
    if let host = listener.advertisedHost { return host }
    return listener.host.isEmpty || listener.host == "0.0.0.0" ? "127.0.0.1" : listener.host
  }

  private func advertisedPort(of listener: BrokerListener) -> UInt16 {
    if let port = listener.advertisedPort, port != 0 { return port }
    return ports[listener.name] ?? listener.port
  }

  func controllerAttached() {
    guard configuration.isBroker else { return }
    register()
  }

  private func register() {
    var request = BrokerRegistrationRequest()
    request.brokerId = configuration.nodeID
    request.clusterId = clusterID
    request.incarnationId = incarnation
    request.rack = configuration.rack
    request.logDirs = storage.directories.map(\.id)
    for listener in configuration.listeners where !listener.isController || configuration.usesZooKeeper {
      var entry = BrokerRegistrationRequest.Listener()
      entry.name = listener.name
      entry.host = advertisedHost(of: listener)
      entry.port = advertisedPort(of: listener)
      entry.securityProtocol = listener.security.number
      request.listeners.append(entry)
    }
    call(request, .brokerRegistration, version: 4, ownContext) { [weak self] response in
      guard let self, let response = response as? BrokerRegistrationResponse else { return }
      guard response.errorCode == 0 else {
        // The controller still holds the node's last run: it is fenced when its connection is gone.
        let error = ErrorCode(rawValue: response.errorCode)
        log.warning("the controller does not register this broker yet", [.code: "\(error)"])
        loop.schedule(at: loop.now + .milliseconds(200)) { [weak self] in
          if self?.link?.isAttached == true { self?.register() }
        }
        return
      }
      brokerEpoch = response.brokerEpoch
      drive(.registered(brokerEpoch: response.brokerEpoch))
      beat()
    }
  }

  /// Tells the controller that this broker lives, again and again.
  func beat() {
    if let heartbeatTimer { loop.cancel(heartbeatTimer) }
    heartbeatTimer = nil
    guard let brokerEpoch, link?.isAttached == true else { return }
    var request = BrokerHeartbeatRequest()
    request.brokerId = configuration.nodeID
    request.brokerEpoch = brokerEpoch
    request.currentMetadataOffset = image.version
    request.wantShutDown = isStopping
    call(request, .brokerHeartbeat, version: 1, ownContext) { [weak self] response in
      guard let self, self.brokerEpoch == brokerEpoch, let response = response as? BrokerHeartbeatResponse else {
        return
      }
      beatAnswered(response)
    }
  }

  private func beatAnswered(_ response: BrokerHeartbeatResponse) {
    if response.errorCode != 0 {
      // Fenced by silence, or the controller began anew: this broker has to say again who it is.
      brokerEpoch = nil
      register()
      return
    }
    if !response.isFenced, !isServing { serve() }
    if response.shouldShutDown, isStopping {
      onReleased?()
      onReleased = nil
      return
    }
    let isHurried = response.isFenced || isStopping
    let interval = isHurried ? min(.milliseconds(50), configuration.heartbeatInterval) : configuration.heartbeatInterval
    heartbeatTimer = loop.schedule(at: loop.now + interval) { [weak self] in self?.beat() }
  }

  private func serve() {
    isServing = true
    onServing?()
    onServing = nil
    for session in sessions.values { session.goOn() }
  }

  func controllerSent(_ update: ArraySlice<UInt8>) {
    do {
      let update = try ClusterUpdate(decoding: update)
      image.apply(update)
      drive(.update(update))
      for (id, link) in peers where image.brokers[id] == nil {
        link.stop()
        peers[id] = nil
      }
      if !configuration.isBroker, !isServing { serve() }
    } catch {
      log.error("an update of the cluster is not understood", [.error: error.description])
    }
  }

  func controllerLost(_ reason: String) {
    brokerEpoch = nil
    if !isStopping { log.warning("the connection to the controller is lost", [.reason: reason]) }
    if isStopping {
      onReleased?()
      onReleased = nil
    }
  }

  func controllerRefused(_ reason: String) {
    onFailure?(BuiltInBrokerError(.controller, "controller", reason))
    onFailure = nil
  }
}
