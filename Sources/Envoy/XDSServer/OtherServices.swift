import GRPC
import HTTP
import HTTPTransport
import Transport

/// The gRPC services that share the listener of xDS.
///
/// It is made once and never changes: all connections share it.
final class OtherServices: Sendable {
  /// The paths of xDS and of all services.
  let paths: Set<String>
  /// The largest message of each path that has a limit of its own.
  let limits: [String: Int]
  let all: [any GRPCService]
  private let byPath: [String: any GRPCService]

  init(_ services: [any GRPCService]) {
    all = services
    var byPath: [String: any GRPCService] = [:]
    var limits: [String: Int] = [:]
    for service in services {
      for (path, limit) in service.methods where XDSMethods.all[path] == nil && byPath[path] == nil {
        byPath[path] = service
        limits[path] = limit
      }
    }
    self.byPath = byPath
    self.limits = limits
    paths = XDSMethods.paths.union(byPath.keys)
  }

  func service(_ head: GRPCCallHead) -> (any GRPCService)? { byPath["/\(head.service)/\(head.method)"] }
}

/// A call of another service than xDS, as the service sees it.
final class OtherCall: GRPCServiceCall, @unchecked Sendable {
  private let loop: EventLoop
  /// Used on the loop only; nil when the call is over.
  private weak var connection: XDSConnection?
  let id: HTTPStreamID

  init(_ id: HTTPStreamID, on connection: XDSConnection, loop: EventLoop) {
    self.id = id
    self.connection = connection
    self.loop = loop
  }

  func send(_ message: [UInt8]) {
    loop.execute { self.connection?.send(message, onOther: self) }
  }

  func finish(_ status: GRPCStatus) {
    loop.execute { self.connection?.finish(other: self, status) }
  }
}

extension GRPCPeer {
  /// Who is at the other end of a connection.
  init(_ info: HTTPConnectionInfo) {
    let certificate = info.identity.map { Certificate(subject: $0.subject, uriNames: $0.uriNames) }
    self.init(address: info.peer.description, isLocal: info.peer.isLocal, certificate: certificate)
  }
}

extension NetworkAddress {
  /// Whether only this machine can be there.
  var isLocal: Bool {
    switch self {
    case .unix: true
    case .ipv4(let address, _): address >> 24 == 127
    // `::1`, and 127.0.0.0/8 as a socket of IPv6 shows it.
    case .ipv6(let address, _): address == 1 || address >> 24 == 0xFFFF_7F
    }
  }
}
