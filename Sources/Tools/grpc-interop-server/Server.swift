import Glibc
import HTTPTransport
import Transport

/// gRPC's interoperability server: `grpc.testing.TestService`, as the official client and others call it.
///
/// `grpc-interop-server [ADDRESS [CERTIFICATE KEY [CLIENT-CA]]]`; it prints the address that it listens on (port 0: one that
/// is free), and ends with standard input.
@main
struct Server {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      let address = try NetworkAddress(arguments.first ?? "127.0.0.1:0")
      let tls = try context(arguments)
      let group = try EventLoopGroup(count: 1)
      let server = try HTTPServer(address, on: group, tls: tls) { _ in TestServiceHandler() }
      print(server.address)
      fflush(nil)
      while readLine() != nil {}
      server.shutdown(grace: .seconds(1))
      group.shutdown()
    } catch {
      print("grpc-interop-server: \(error)")
      exit(1)
    }
  }

  private static func context(_ arguments: [String]) throws -> TLSContext? {
    guard arguments.count > 2 else { return nil }
    return try TLSContext.server(
      certificateChain: PEM(file: arguments[1]), privateKey: PEM(file: arguments[2]),
      clients: arguments.count > 3 ? .required(PEM(file: arguments[3])) : .anonymous, protocols: ["h2"])
  }
}
