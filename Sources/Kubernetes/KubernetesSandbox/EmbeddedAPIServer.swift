import Foundation
import HTTP
import HTTPTransport
public import Telemetry
public import Transport

/// A Kubernetes API server within this process: what clients and kubectl rely on, without etcd.
///
/// States: serving from `init` on, shut down for good.
public final class EmbeddedAPIServer: Sendable {
  /// What can be made to go wrong.
  public let faults: FaultSwitches
  private let owner: ClusterOwner
  private let server: HTTPServer
  private let isSecure: Bool

  /// Reads the store file, if any, and listens.
  ///
  /// - Throws: `EmbeddedAPIServerError` where the address or the store file cannot be used.
  public init(
    _ configuration: EmbeddedAPIServerConfiguration, loops: EventLoopGroup, log: Logger
  ) throws(EmbeddedAPIServerError) {
    let clock: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }
    let owner = try Self.owner(configuration, log, clock)
    let tokens = AccountTokens()
    let identities = Identities(users: configuration.tokens, tokens)
    let responder = APIResponder(
      owner: owner, reviews: ReviewAnswers(owner, tokens, identities), identities: identities,
      podLogs: configuration.podLogs, clock: clock)
    var http = HTTPServerConfiguration()
    // Watches of one client share a connection.
    http.maximumConcurrentStreams = 1_000
    http.maximumHeaderListSize = 64 << 10
    do {
      server = try HTTPServer(
        configuration.address, on: loops, tls: configuration.tls, configuration: http
      ) { info in APIConnection(info) { await responder.answer($0) } }
    } catch {
      throw EmbeddedAPIServerError(
        code: .cannotListen, message: "the API server cannot listen on \(configuration.address): \(error)")
    }
    self.owner = owner
    isSecure = configuration.tls != nil
    faults = FaultSwitches(owner)
  }

  private static func owner(
    _ configuration: EmbeddedAPIServerConfiguration, _ log: Logger, _ clock: @escaping @Sendable () -> Int64
  ) throws(EmbeddedAPIServerError) -> ClusterOwner {
    var limits = ServingLimits()
    limits.watches = configuration.maximumWatches
    limits.watchBytes = configuration.maximumWatchBytes
    limits.bookmarkInterval = configuration.bookmarkInterval
    guard let path = configuration.storeFile else {
      var state = self.state(configuration, version: 1, clock)
      try makeNamespaces(in: &state, clock)
      return ClusterOwner(state, file: nil, limits: limits, log: log, clock: clock)
    }
    do throws(StoreFileError) { return try opened(path, configuration, limits, log, clock) } catch {
      throw EmbeddedAPIServerError(
        code: error.code == .inUse ? .storeFileInUse : .storeFile, message: error.description)
    }
  }

  /// The owner of what a store file holds.
  private static func opened(
    _ path: String, _ configuration: EmbeddedAPIServerConfiguration, _ limits: ServingLimits, _ log: Logger,
    _ clock: @escaping @Sendable () -> Int64
  ) throws(StoreFileError) -> ClusterOwner {
    var file = try StoreFile(path)
    let contents = try file.load()
    var state = self.state(configuration, version: contents?.version ?? 1, clock)
    do throws(APIFailure) {
      if let contents { try state.restore(contents) }
      try state.makeNamespaces(now: clock())
    } catch {
      throw StoreFileError(
        code: .damaged, path: path,
        message: "what it holds cannot be served: \(error.message); move the file away to begin with an empty cluster")
    }
    _ = state.takeChanges()
    try file.rewrite(state)
    return ClusterOwner(state, file: file, limits: limits, log: log, clock: clock)
  }

  private static func state(
    _ configuration: EmbeddedAPIServerConfiguration, version: Int, _ clock: () -> Int64
  ) -> APIState {
    let validator = configuration.validator
    var limits = StoreLimits()
    limits.historyCount = configuration.historyCount
    // The strategies of definitions hold objects against their rules themselves.
    return APIState(
      types: BuiltInResources.types, now: clock(), seed: configuration.seed, version: version, limits: limits,
      functions: .standard { _, _, _, _ in RuleVerdict() },
      definedType: { definition throws(APIFailure) in try Definitions.type(of: definition, validator: validator) })
  }

  private static func makeNamespaces(in state: inout APIState, _ clock: () -> Int64) throws(EmbeddedAPIServerError) {
    do { try state.makeNamespaces(now: clock()) } catch {
      throw EmbeddedAPIServerError(code: .state, message: "the first namespaces cannot be made: \(error.message)")
    }
    _ = state.takeChanges()
  }

  /// Where it listens, with the port that the system chose where 0 was asked for.
  public var address: NetworkAddress { server.address }

  /// Where clients find it: `http://127.0.0.1:8080`.
  public var url: String { "\(isSecure ? "https" : "http")://\(address)" }

  /// Forgets all states but the present, as etcd's compaction does: watches and lists of older ones are answered with 410.
  public func compact() async { await owner.compact() }

  /// Uses another certificate for the handshakes to come.
  public func replaceTLS(_ context: TLSContext) { server.replaceTLS(context) }

  /// Ends all watches and connections. What was answered is in the store file. It must not be called on one of the loops.
  public func shutdown() async {
    await owner.stop()
    let server = server
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      Thread.detachNewThread {
        server.shutdown(grace: .seconds(1))
        done.resume()
      }
    }
  }
}
