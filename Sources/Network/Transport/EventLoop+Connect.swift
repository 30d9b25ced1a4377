import CLinux
import Glibc

/// How an outgoing connection is made.
public struct ConnectConfiguration: Sendable {
  /// TLS settings; nil connects in the clear.
  public var tls: TLSContext?
  /// Whom the server's certificate must name, a host name or a numeric address; nil takes the address that is connected to.
  public var serverName: String?
  /// How long connect and handshake may take together, with each address.
  public var deadline: Duration = .seconds(10)
  /// The connection's bounds.
  public var limits = ConnectionLimits()
  /// What ALPN must have chosen where there is TLS; nil takes anything.
  public var requiredProtocol: String?

  /// The defaults, with or without TLS.
  public init(tls: TLSContext? = nil, serverName: String? = nil) {
    self.tls = tls
    self.serverName = serverName
  }
}

extension EventLoop {
  /// Connects to the first of several addresses that answers, in their order; each has the whole deadline for itself, so a
  /// dead one costs no more than that. `setup` is called once, as in the other `connect`; where all fail, with what the last
  /// one said. On the loop's thread only.
  public func connect(
    toFirstOf addresses: [NetworkAddress], _ configuration: ConnectConfiguration = ConnectConfiguration(),
    setup: @escaping ConnectionSetup
  ) {
    requireCurrent()
    guard let address = addresses.first else {
      later { _ = setup(.failure(TransportError(.invalidAddress, "there is no address to connect to", object: ""))) }
      return
    }
    let rest = Array(addresses.dropFirst())
    connect(to: address, configuration) { [self] result in
      guard case .failure = result, !rest.isEmpty else { return setup(result) }
      connect(toFirstOf: rest, configuration, setup: setup)
      return nil
    }
  }

  /// Connects. `setup` is called once, later, on this loop: with the open connection, whose handler it returns, or with
  /// the reason that there is none. On the loop's thread only.
  public func connect(
    to address: NetworkAddress, _ configuration: ConnectConfiguration = ConnectConfiguration(),
    setup: @escaping ConnectionSetup
  ) {
    requireCurrent()
    let descriptor = Socket.stream(address.family)
    guard descriptor >= 0 else {
      let error = TransportError(errno: koperator_errno(), doing: "making a socket", object: "\(address)")
      later { _ = setup(.failure(error)) }
      return
    }
    Socket.prepare(descriptor, of: address)
    let result = unsafe address.withSocketAddress { unsafe Glibc.connect(descriptor, $0, $1) }
    guard result == 0 || koperator_errno() == EINPROGRESS else {
      let error = TransportError(errno: koperator_errno(), doing: "connecting", object: "\(address)")
      _ = Glibc.close(descriptor)
      later { _ = setup(.failure(error)) }
      return
    }
    var session: TLSSession?
    if let tls = configuration.tls {
      var name = configuration.serverName
      if name == nil, address.port != nil { name = address.host }
      session = TLSSession(tls, buffers: buffers, serverName: name)
      guard session != nil else {
        _ = Glibc.close(descriptor)
        later { _ = setup(.failure(TransportError(.system, "OpenSSL makes no session", object: "\(address)"))) }
        return
      }
    }
    let connection = Connection(to: address, descriptor, loop: self, tls: session, limits: configuration.limits) {
      result in
      guard case .success(let connection) = result, connection.tlsVersion != nil,
        let wanted = configuration.requiredProtocol, connection.applicationProtocol != wanted
      else { return setup(result) }
      return setup(
        .failure(
          TransportError(.handshakeFailed, "the server does not speak \(wanted), as ALPN says", object: "\(address)")))
    }
    connection.begin(until: now + configuration.deadline)
  }
}
